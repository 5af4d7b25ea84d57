package io.tenancy.core.login;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Limited;
import io.tenancy.core.TenancyException.Unauthenticated;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Assurance;
import io.tenancy.core.access.Assurance.Method;
import io.tenancy.core.access.Gate;
import io.tenancy.core.passkey.Assertion;
import io.tenancy.core.passkey.Occasion;
import io.tenancy.core.passkey.Passkeys;
import io.tenancy.core.passkey.Passkeys.Verified;
import io.tenancy.core.passkey.RequestOptions;
import io.tenancy.core.passkey.UserHandle;
import io.tenancy.core.policy.MfaPolicy;
import io.tenancy.core.policy.SecurityPolicies;
import io.tenancy.core.policy.SecurityPolicy;
import io.tenancy.core.session.Client;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.throttle.Throttle;
import io.tenancy.core.throttle.Throttle.Attempt;
import io.tenancy.core.throttle.Throttle.Kind;
import io.tenancy.core.user.User;
import io.tenancy.core.user.UserId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Signing in with a passkey in the place of a password. Its authenticator has verified its user, so that it is two factors.
 * Every failure has the same answer, and beginning tells nothing of tenants and users.
 */
public final class PasskeyLoginService {
    private final Gate gate;
    private final TenantDirectory directory;
    private final Passkeys passkeys;
    private final SecurityPolicies policies;
    private final Throttle throttle;
    private final SessionStarter starter;
    private final InstantSource clock;

    public PasskeyLoginService(
            Gate gate,
            TenantDirectory directory,
            Passkeys passkeys,
            SecurityPolicies policies,
            Throttle throttle,
            SessionStarter starter,
            InstantSource clock) {
        this.gate = requireNonNull(gate);
        this.directory = requireNonNull(directory);
        this.passkeys = requireNonNull(passkeys);
        this.policies = requireNonNull(policies);
        this.throttle = requireNonNull(throttle);
        this.starter = requireNonNull(starter);
        this.clock = requireNonNull(clock);
    }

    /**
     * What a browser has to be told, the same whether there is such a tenant or not.
     *
     * @param tenant the slug of the only tenant that the passkey may be of
     */
    public RequestOptions begin(Optional<String> tenant) {
        return passkeys.request(Occasion.signIn(tenant), clock.instant());
    }

    /**
     * Starts a session for who shows a passkey.
     *
     * @throws Unauthenticated if anything is wrong
     * @throws Limited if there were too many wrong ones that are said to be of the same user
     */
    public TokenPair signIn(Assertion assertion, Client client) {
        UserHandle handle = assertion.userHandle().flatMap(UserHandle::parse).orElseThrow(PasskeyLoginService::failed);
        return throttle.attempt(
                Kind.PASSKEY, handle.text(), client.address(), attempt -> signIn(handle, assertion, client, attempt));
    }

    private TokenPair signIn(UserHandle handle, Assertion assertion, Client client, Attempt attempt) {
        TenantScope scope = directory.enterToVerify(handle.tenant()).orElseThrow(PasskeyLoginService::failed);
        SecurityPolicy policy = policies.of(scope);
        if (policy.mfa() == MfaPolicy.OFF || attempt.isTooSoon(policy.loginFailures())) {
            throw failed();
        }
        UserId id = handle.user();
        Verified verified = verify(scope, id, assertion);
        return gate.act(scope, Actor.of(scope, id), work -> {
            User user = starter.admit(work, id).orElseThrow(PasskeyLoginService::failed);
            if (!verified.use(work)) {
                throw failed();
            }
            return starter.start(work, user, Assurance.of(Method.PASSKEY, work.now()), client);
        });
    }

    /** The challenge was asked for any tenant, or for this one. */
    private Verified verify(TenantScope scope, UserId user, Assertion assertion) {
        Instant now = clock.instant();
        return passkeys.verify(scope, user, Occasion.signIn(Optional.empty()), assertion, now)
                .or(() -> passkeys.verify(scope, user, Occasion.signIn(Optional.of(scope.slug())), assertion, now))
                .orElseThrow(PasskeyLoginService::failed);
    }

    private static Unauthenticated failed() {
        return new Unauthenticated(
                "login.failed", "There is no such passkey, or it cannot be used here. Begin the sign-in anew.");
    }
}
