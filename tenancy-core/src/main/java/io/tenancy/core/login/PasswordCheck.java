package io.tenancy.core.login;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Denied;
import io.tenancy.core.TenancyException.Limited;
import io.tenancy.core.TenancyException.Unauthenticated;
import io.tenancy.core.credential.Credential;
import io.tenancy.core.credential.CredentialStore;
import io.tenancy.core.credential.Passwords;
import io.tenancy.core.policy.SecurityPolicies;
import io.tenancy.core.session.Client;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.throttle.Throttle;
import io.tenancy.core.throttle.Throttle.Attempt;
import io.tenancy.core.throttle.Throttle.Kind;
import io.tenancy.core.user.User;
import io.tenancy.core.user.User.Status;
import io.tenancy.core.user.UserId;
import io.tenancy.core.user.UserStore;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds out whether a password is right. Every attempt costs exactly one hash and the same questions to the stores,
 * whether there is such a tenant, such a user and such a password or not, and every failure has the same answer.
 */
public final class PasswordCheck {
    private static final UserId NOBODY = new UserId(new UUID(0, 0));

    private final TenantDirectory directory;
    private final UserStore users;
    private final CredentialStore credentials;
    private final Passwords passwords;
    private final SecurityPolicies policies;
    private final Throttle throttle;
    private final InstantSource clock;

    public PasswordCheck(
            TenantDirectory directory,
            UserStore users,
            CredentialStore credentials,
            Passwords passwords,
            SecurityPolicies policies,
            Throttle throttle,
            InstantSource clock) {
        this.directory = requireNonNull(directory);
        this.users = requireNonNull(users);
        this.credentials = requireNonNull(credentials);
        this.passwords = requireNonNull(passwords);
        this.policies = requireNonNull(policies);
        this.throttle = requireNonNull(throttle);
        this.clock = requireNonNull(clock);
    }

    /** The subject by which the throttle counts the passwords of a user, or of nobody. */
    public static String subject(String slug, String email) {
        return slug + " " + email;
    }

    /**
     * The user whose password it is.
     *
     * @throws Unauthenticated if it is wrong for whatever reason
     * @throws Limited if there were too many wrong ones
     */
    Verified verify(Login login, Client client) {
        return throttle.attempt(
                Kind.PASSWORD,
                subject(login.tenant(), login.email()),
                client.address(),
                attempt -> verify(login, attempt));
    }

    private Verified verify(Login login, Attempt attempt) {
        Optional<TenantScope> entered = directory.enterToVerify(login.tenant());
        // Where there is no such tenant, the same questions go to the platform's, and their answers count for nothing.
        Optional<TenantScope> asked = entered.or(() -> directory.enterToVerify(Tenant.PLATFORM));
        Optional<User> user = asked.flatMap(scope -> users.findByEmail(scope, login.email()));
        UserId id = user.map(User::id).orElse(NOBODY);
        Optional<Credential> credential = asked.flatMap(scope -> credentials.find(scope, id))
                .filter(found -> entered.isPresent())
                .filter(found ->
                        user.filter(who -> who.status() == Status.ACTIVE).isPresent());
        boolean isTooSoon = asked.map(policies::of)
                .filter(policy -> attempt.isTooSoon(policy.loginFailures()))
                .isPresent();
        boolean isRight = passwords.verify(login.password(), credential.map(Credential::hash));
        if (!isRight || isTooSoon || credential.orElseThrow().isExpired(clock.instant())) {
            throw failed();
        }
        return new Verified(entered.orElseThrow(), user.orElseThrow(), credential.orElseThrow());
    }

    static Denied replaceFirst(String detail) {
        return new Denied("login.password_change_required", detail);
    }

    static Unauthenticated failed() {
        return new Unauthenticated("login.failed", "The tenant, the e-mail address or the password is wrong.");
    }

    /** A user who has proved who they are, as they stood then. */
    record Verified(TenantScope scope, User user, Credential credential) {}
}
