package io.tenancy.persistence;

import io.tenancy.core.role.BuiltInRole;
import io.tenancy.core.role.Role;
import io.tenancy.core.role.RoleId;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.User;
import io.tenancy.core.user.User.Status;
import io.tenancy.core.user.UserId;
import io.tenancy.testkit.TestTenants;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Tenants with users, for tests that look at something else. */
record Samples(Persistence persistence) {
    static final Instant T0 = TestTenants.EPOCH;

    /** A new tenant that has the built-in roles. */
    TenantScope open(String slug) {
        return open(slug, Isolation.SHARED);
    }

    /** A new tenant in another placement that has the built-in roles. */
    TenantScope open(String slug, Isolation isolation) {
        return open(slug, isolation, "main");
    }

    /** A new tenant in another store that has the built-in roles. */
    TenantScope open(String slug, Isolation isolation, String store) {
        Tenant tenant = TestTenants.tenant(slug, isolation, store);
        persistence.provisioner().prepare(tenant);
        TenantScope scope = TestTenants.enter(tenant);
        roles(scope);
        return scope;
    }

    void roles(TenantScope scope) {
        persistence.transactions().run(scope, () -> {
            BuiltInRole.of(scope)
                    .map(role -> Role.of(new RoleId(TestTenants.newId()), role, T0))
                    .forEach(role -> persistence.roles().add(scope, role));
            return scope;
        });
    }

    /** An active VIEWER whom the tenant has from now on. */
    User user(TenantScope scope, String email) {
        User user = newUser(email);
        if (!persistence.users().add(scope, user)) {
            throw new AssertionError("The store refuses " + email + ".");
        }
        return user;
    }

    static User newUser(String email) {
        UserId id = new UserId(TestTenants.newId());
        return new User(
                id,
                email,
                "Name of " + email,
                Status.ACTIVE,
                Set.of("VIEWER"),
                T0,
                T0,
                Optional.empty(),
                Optional.empty(),
                1);
    }
}
