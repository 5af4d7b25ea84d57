package io.tenancy.testkit;

import io.tenancy.core.access.Assurance;
import io.tenancy.core.access.Assurance.Method;
import io.tenancy.core.access.Permission;
import io.tenancy.core.apikey.ApiKey;
import io.tenancy.core.apikey.ApiKeyId;
import io.tenancy.core.apikey.KeyOwner;
import io.tenancy.core.role.BuiltInRole;
import io.tenancy.core.role.Role;
import io.tenancy.core.role.RoleId;
import io.tenancy.core.serviceaccount.NewServiceAccount;
import io.tenancy.core.serviceaccount.ServiceAccount;
import io.tenancy.core.serviceaccount.ServiceAccountId;
import io.tenancy.core.session.Client;
import io.tenancy.core.session.Session;
import io.tenancy.core.session.SessionId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.User;
import io.tenancy.core.user.User.Status;
import io.tenancy.core.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;

/**
 * What the contracts of all stores share: two new tenants for each test, and the rows that other rows need. An adapter
 * supplies its stores, and overrides {@link #open} for a placement other than the shared one.
 */
public abstract class StoreContract {
    /** The time at which everything begins. */
    protected static final Instant T0 = TestTenants.EPOCH;

    @SuppressWarnings("NullAway.Init") // set before each test
    private TenantScope acme;

    @SuppressWarnings("NullAway.Init") // set before each test
    private TenantScope globex;

    protected abstract Stores stores();

    /** The scope of a new, empty tenant whose place is made. */
    protected TenantScope open(String slug) {
        return TestTenants.open(slug);
    }

    @BeforeEach
    final void openTenants() {
        acme = withRoles(open("acme"));
        globex = withRoles(open("globex"));
    }

    /** The tenant that a test is about; it has the built-in roles and nothing else. */
    protected final TenantScope acme() {
        return acme;
    }

    /** Another tenant, which has the built-in roles and nothing else. */
    protected final TenantScope globex() {
        return globex;
    }

    /** Runs and commits work in one transaction. */
    protected final <T> T commit(TenantScope scope, Supplier<T> work) {
        return stores().transactions().run(scope, work);
    }

    /** Runs and commits work in one transaction. */
    protected final void commit(TenantScope scope, Runnable work) {
        commit(scope, () -> {
            work.run();
            return true;
        });
    }

    /** A custom role that the tenant has from now on. */
    protected final Role role(TenantScope scope, String name, Permission... permissions) {
        RoleId id = new RoleId(TestTenants.newId());
        Role role = new Role(id, name, "About " + name, false, Set.of(permissions), Set.of(), T0, T0, 1);
        if (!commit(scope, () -> stores().roles().add(scope, role))) {
            throw new AssertionError("The store refuses the role " + name + ".");
        }
        return role;
    }

    /** An active user with the role VIEWER whom the tenant has from now on. */
    protected final User user(TenantScope scope, String email) {
        return user(scope, email, "Name of " + email, Status.ACTIVE, "VIEWER");
    }

    /** A user whom the tenant has from now on. */
    protected final User user(TenantScope scope, String email, String name, Status status, String... roles) {
        User user = newUser(email, name, status, roles);
        if (!commit(scope, () -> stores().users().add(scope, user))) {
            throw new AssertionError("The store refuses the user " + email + ".");
        }
        return user;
    }

    /** A user whom no tenant has. */
    protected static User newUser(String email, String name, Status status, String... roles) {
        UserId id = new UserId(TestTenants.newId());
        return new User(id, email, name, status, Set.of(roles), T0, T0, Optional.empty(), Optional.empty(), 1);
    }

    /** A session of 30 days that the user has from now on, of generation 0. */
    protected final Session session(TenantScope scope, User user) {
        Session session = newSession(user.id(), T0);
        commit(scope, () -> stores().sessions().add(scope, session));
        return session;
    }

    /** A session that no tenant has. */
    protected static Session newSession(UserId user, Instant at) {
        return new Session(
                new SessionId(TestTenants.newId()),
                user,
                0,
                seed('0'),
                at,
                at,
                at.plus(Duration.ofDays(30)),
                Optional.empty(),
                Assurance.of(Method.PASSWORD, at),
                new Client(Optional.of("192.0.2.7"), Optional.of("curl/8.5 (ünïcode)")));
    }

    /** A service account that the tenant has from now on. */
    protected final ServiceAccount serviceAccount(TenantScope scope, String name, String... roles) {
        ServiceAccount account = newServiceAccount(name, roles);
        if (!commit(scope, () -> stores().serviceAccounts().add(scope, account))) {
            throw new AssertionError("The store refuses the service account " + name + ".");
        }
        return account;
    }

    /** A service account that no tenant has. */
    protected static ServiceAccount newServiceAccount(String name, String... roles) {
        NewServiceAccount wanted = new NewServiceAccount(name, "About " + name, Set.of(roles));
        return ServiceAccount.of(new ServiceAccountId(TestTenants.newId()), wanted, T0);
    }

    /** A key of 90 days that the owner has from now on; its digest is all {@code a}. */
    protected final ApiKey key(TenantScope scope, KeyOwner owner, Permission... scopes) {
        ApiKey key = new ApiKey(
                new ApiKeyId(TestTenants.newId()),
                owner,
                "A key",
                Set.of(scopes),
                T0,
                T0.plus(Duration.ofDays(90)),
                Optional.empty(),
                Optional.empty());
        commit(scope, () -> stores().apiKeys().add(scope, key, digest('a')));
        return key;
    }

    /** The hexadecimal digits of a seed, all alike. */
    protected static String seed(char digit) {
        return String.valueOf(digit).repeat(64);
    }

    /** The hexadecimal digits of a digest, all alike. */
    protected static String digest(char digit) {
        return String.valueOf(digit).repeat(64);
    }

    private TenantScope withRoles(TenantScope scope) {
        commit(
                scope,
                () -> BuiltInRole.of(scope)
                        .map(role -> Role.of(new RoleId(TestTenants.newId()), role, T0))
                        .forEach(role -> stores().roles().add(scope, role)));
        return scope;
    }
}
