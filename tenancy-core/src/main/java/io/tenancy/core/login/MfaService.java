package io.tenancy.core.login;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Limited;
import io.tenancy.core.TenancyException.Unauthenticated;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Assurance;
import io.tenancy.core.access.Assurance.Method;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import io.tenancy.core.credential.CredentialStore;
import io.tenancy.core.mfa.Challenge;
import io.tenancy.core.mfa.Challenge.Purpose;
import io.tenancy.core.mfa.ChallengePolicy;
import io.tenancy.core.mfa.ChallengeStore;
import io.tenancy.core.mfa.CodeCheck;
import io.tenancy.core.mfa.Enrolment;
import io.tenancy.core.mfa.Factor;
import io.tenancy.core.mfa.Factors;
import io.tenancy.core.passkey.CreationOptions;
import io.tenancy.core.passkey.NewPasskey;
import io.tenancy.core.passkey.Occasion;
import io.tenancy.core.passkey.Passkeys;
import io.tenancy.core.passkey.RequestOptions;
import io.tenancy.core.session.Client;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.tenant.TenantToken;
import io.tenancy.core.user.User;
import io.tenancy.core.user.UserId;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * The second half of a sign-in: a code of the user's second factor, or a factor that is set up now. Whatever is wrong, the
 * token, the code or the user, has the same answer.
 */
public final class MfaService {
    private final Gate gate;
    private final TenantDirectory directory;
    private final ChallengeStore challenges;
    private final CredentialStore credentials;
    private final Factors factors;
    private final Passkeys passkeys;
    private final FactorCheck check;
    private final CodeCheck codes;
    private final SessionStarter starter;
    private final PasswordReplacement replacement;
    private final ChallengePolicy patience;
    private final InstantSource clock;

    public MfaService(
            Gate gate,
            TenantDirectory directory,
            ChallengeStore challenges,
            CredentialStore credentials,
            FactorCheck check,
            CodeCheck codes,
            SessionStarter starter,
            PasswordReplacement replacement,
            ChallengePolicy patience,
            InstantSource clock) {
        this.gate = requireNonNull(gate);
        this.directory = requireNonNull(directory);
        this.challenges = requireNonNull(challenges);
        this.credentials = requireNonNull(credentials);
        this.factors = check.factors();
        this.passkeys = check.passkeys();
        this.check = check;
        this.codes = requireNonNull(codes);
        this.starter = requireNonNull(starter);
        this.replacement = requireNonNull(replacement);
        this.patience = requireNonNull(patience);
        this.clock = requireNonNull(clock);
    }

    /** A challenge that somebody has the token of, and the tenant that it is in. */
    private record Open(TenantScope scope, Challenge challenge) {
        UserId user() {
            return challenge.user();
        }

        Occasion secondFactor() {
            return Occasion.secondFactor(scope, user(), challenge.id());
        }

        Occasion enrolment() {
            return Occasion.enrolment(scope, user(), challenge.id());
        }
    }

    /**
     * Starts a session for who shows a second factor.
     *
     * @throws Unauthenticated if anything is wrong; after too many codes the password is to be shown again
     * @throws Limited if there were too many wrong codes
     */
    public TokenPair complete(SecondProof proof, Client client) {
        Open open = attempt(proof.token(), Purpose.SIGN_IN);
        return codes.guarded(open.scope(), open.user(), client, () -> {
            Predicate<Work> use = check.of(open.scope(), open.user(), open.secondFactor(), proof.factor());
            return act(open, (work, user) -> {
                if (!use.test(work)) {
                    throw CodeCheck.failed();
                }
                open.challenge().newHash().ifPresent(hash -> replacement.replaceBesideFactor(work, user, hash));
                return start(work, user, proof.factor().method(), client);
            });
        });
    }

    /** What a browser has to be told to show a passkey for the sign-in; it costs no try. */
    public RequestOptions passkeyOptions(Secret token) {
        Open open = find(token, Purpose.SIGN_IN);
        return passkeys.request(open.scope(), open.user(), open.secondFactor(), clock.instant());
    }

    /** Begins to set up an authenticator app, for who needs a second factor and has none. */
    public Enrolment enrol(Secret token) {
        Open open = find(token, Purpose.ENROLMENT);
        return gate.act(open.scope(), Actor.of(open.scope(), open.user()), work -> {
            User user = admitted(work, open.challenge());
            requireNoFactor(work, user);
            return factors.begin(work, user);
        });
    }

    /** Begins to make a passkey, for who needs a second factor and has none. */
    public CreationOptions enrolPasskey(Secret token) {
        Open open = find(token, Purpose.ENROLMENT);
        return gate.act(open.scope(), Actor.of(open.scope(), open.user()), work -> {
            User user = admitted(work, open.challenge());
            requireNoFactor(work, user);
            work.record("user.passkey_started", user.id());
            return passkeys.creation(work.scope(), user, open.enrolment(), work.now());
        });
    }

    /** Takes the passkey into use that was made for the sign-in, and starts a session. */
    public TokenPair confirmPasskey(Secret token, NewPasskey wanted, Client client) {
        Open open = attempt(token, Purpose.ENROLMENT);
        return codes.guarded(
                open.scope(),
                open.user(),
                client,
                () -> act(open, (work, user) -> {
                    requireNoFactor(work, user);
                    passkeys.add(work, user.id(), open.enrolment(), wanted);
                    return start(work, user, Factor.PASSKEY, client);
                }));
    }

    /** Takes the authenticator app into use that shows this code, and starts a session. */
    public Enrolled confirm(EnrolmentProof proof, Client client) {
        Open open = attempt(proof.token(), Purpose.ENROLMENT);
        return codes.guarded(
                open.scope(),
                open.user(),
                client,
                () -> act(open, (work, user) -> {
                    requireNoFactor(work, user);
                    List<Secret> recoveryCodes = factors.confirm(work, user.id(), proof.code());
                    return new Enrolled(start(work, user, Factor.TOTP, client), recoveryCodes);
                }));
    }

    private static TenantToken parsed(Secret token) {
        return TenantToken.parse(SecondStep.PREFIX, token).orElseThrow(CodeCheck::failed);
    }

    private TenantScope entered(TenantToken token) {
        return directory.enterToVerify(token.tenant()).orElseThrow(CodeCheck::failed);
    }

    private Open find(Secret token, Purpose purpose) {
        TenantToken parsed = parsed(token);
        TenantScope scope = entered(parsed);
        return challenges
                .find(scope, parsed.id(), purpose, parsed.digest(), clock.instant(), patience.tries())
                .map(challenge -> new Open(scope, challenge))
                .orElseThrow(CodeCheck::failed);
    }

    private Open attempt(Secret token, Purpose purpose) {
        TenantToken parsed = parsed(token);
        TenantScope scope = entered(parsed);
        return challenges
                .attempt(scope, parsed.id(), purpose, parsed.digest(), clock.instant(), patience.tries())
                .map(challenge -> new Open(scope, challenge))
                .orElseThrow(CodeCheck::failed);
    }

    /** Does the last step of a challenge, which is good for one. */
    private <T> T act(Open open, BiFunction<Work, User, T> step) {
        return gate.act(open.scope(), Actor.of(open.scope(), open.user()), work -> {
            User user = admitted(work, open.challenge());
            if (!challenges.take(work.scope(), open.challenge().id())) {
                throw CodeCheck.failed();
            }
            return step.apply(work, user);
        });
    }

    /** The user as they stand now, with the password that was shown. */
    private User admitted(Work work, Challenge challenge) {
        return starter.admit(work, challenge.user())
                .filter(user -> credentials
                        .find(work.scope(), user.id())
                        .filter(credential -> credential.changedAt().equals(challenge.passwordAt()))
                        .isPresent())
                .orElseThrow(CodeCheck::failed);
    }

    /** A factor that was set up meanwhile has to be shown. */
    private void requireNoFactor(Work work, User user) {
        if (!factors.of(work.scope(), user.id()).isEmpty()) {
            throw CodeCheck.failed();
        }
    }

    private TokenPair start(Work work, User user, Factor factor, Client client) {
        Assurance assurance = Assurance.of(Method.PASSWORD, work.now()).with(factor.method(), work.now());
        return starter.start(work, user, assurance, client);
    }
}
