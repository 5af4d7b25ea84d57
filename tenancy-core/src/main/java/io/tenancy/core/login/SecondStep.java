package io.tenancy.core.login;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;
import io.tenancy.core.access.Assurance;
import io.tenancy.core.access.Assurance.Method;
import io.tenancy.core.access.Work;
import io.tenancy.core.mfa.Challenge;
import io.tenancy.core.mfa.Challenge.Purpose;
import io.tenancy.core.mfa.ChallengePolicy;
import io.tenancy.core.mfa.ChallengeStore;
import io.tenancy.core.mfa.Factor;
import io.tenancy.core.mfa.Factors;
import io.tenancy.core.policy.MfaPolicy;
import io.tenancy.core.policy.SecurityPolicies;
import io.tenancy.core.session.Client;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.tenant.TenantToken;
import io.tenancy.core.user.User;
import io.tenancy.core.user.UserId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What comes after a right password: a session, or the question for a second factor. */
public final class SecondStep {
    /** How the tokens of sign-ins that wait start. */
    static final String PREFIX = "mfa_";

    private final Factors factors;
    private final ChallengeStore challenges;
    private final SecurityPolicies policies;
    private final SessionStarter starter;
    private final SecureRandom random;
    private final ChallengePolicy patience;

    public SecondStep(
            Factors factors,
            ChallengeStore challenges,
            SecurityPolicies policies,
            SessionStarter starter,
            SecureRandom random,
            ChallengePolicy patience) {
        this.factors = requireNonNull(factors);
        this.challenges = requireNonNull(challenges);
        this.policies = requireNonNull(policies);
        this.starter = requireNonNull(starter);
        this.random = requireNonNull(random);
        this.patience = requireNonNull(patience);
    }

    /** The factors that the user has to show one of; none where the tenant does not use them. */
    Set<Factor> asked(TenantScope scope, UserId user) {
        return asked(scope, user, policies.of(scope).mfa());
    }

    Set<Factor> asked(TenantScope scope, UserId user, MfaPolicy policy) {
        return policy == MfaPolicy.OFF ? Set.of() : factors.of(scope, user);
    }

    /** Goes on with a sign-in whose password is right and was chosen at that time. */
    SignIn next(Work work, User user, Instant passwordAt, Client client) {
        MfaPolicy policy = policies.of(work.scope()).mfa();
        Set<Factor> asked = asked(work.scope(), user.id(), policy);
        if (!asked.isEmpty()) {
            return challenge(work, user, asked, passwordAt, Optional.empty());
        }
        if (policy == MfaPolicy.REQUIRED) {
            Secret token = ask(work, user, Purpose.ENROLMENT, passwordAt, Optional.empty());
            return pending(token, Set.of(), Optional.of(true));
        }
        return starter.start(work, user, Assurance.of(Method.PASSWORD, work.now()), client);
    }

    /** Asks for a factor that the user has. A new password is put off until it is shown. */
    MfaRequired challenge(Work work, User user, Set<Factor> asked, Instant passwordAt, Optional<String> newHash) {
        return pending(ask(work, user, Purpose.SIGN_IN, passwordAt, newHash), asked, Optional.empty());
    }

    private MfaRequired pending(Secret token, Set<Factor> methods, Optional<Boolean> enrol) {
        return new MfaRequired(new MfaRequired.Pending(
                token, List.copyOf(methods), patience.life().toSeconds(), enrol));
    }

    /** Keeps a challenge, and answers with its token. */
    private Secret ask(Work work, User user, Purpose purpose, Instant passwordAt, Optional<String> newHash) {
        TenantToken token = TenantToken.fresh(PREFIX, work.scope().id(), work.newId(), random);
        challenges.add(
                work.scope(),
                new Challenge(
                        token.id(),
                        user.id(),
                        purpose,
                        token.digest(),
                        passwordAt,
                        newHash,
                        work.now().plus(patience.life())),
                work.now());
        work.record("user.second_factor_asked", user.id());
        return token.text();
    }
}
