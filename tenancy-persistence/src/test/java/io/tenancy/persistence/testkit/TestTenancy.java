package io.tenancy.persistence.testkit;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.User;
import io.tenancy.core.user.User.Status;
import io.tenancy.core.user.UserId;
import io.tenancy.persistence.ConnectionBudget;
import io.tenancy.persistence.Migrations;
import io.tenancy.persistence.Persistence;
import io.tenancy.persistence.TenantSchema;
import io.tenancy.testkit.TestTenants;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A database with the tables of an application, its ports, and tenants in every placement: all for the tests of one store. */
public final class TestTenancy implements AutoCloseable {
    private final TestDatabase database = TestPostgres.database();
    private final Persistence persistence;
    private final Map<TenantId, Tenant> opened = new LinkedHashMap<>();

    private TestTenancy(TenantSchema schema) {
        Migrations.run(database.stores(), schema);
        this.persistence = Persistence.on(
                database.stores(), schema, new ConnectionBudget(4, Duration.ofSeconds(30)), Duration.ofMillis(1500));
    }

    /** A new database in which tenants have these tables. */
    public static TestTenancy with(TenantSchema schema) {
        return new TestTenancy(schema);
    }

    public TestDatabase database() {
        return database;
    }

    public Persistence persistence() {
        return persistence;
    }

    /** The scope of a new tenant without any row, whose place is made. */
    public TenantScope open(String slug, Isolation isolation) {
        Tenant tenant = TestTenants.tenant(slug, isolation, "main");
        persistence.provisioner().prepare(tenant);
        opened.put(tenant.id(), tenant);
        return TestTenants.enter(tenant);
    }

    /** A new user of a tenant, without any role, for rows that refer to one. */
    public UserId user(TenantScope scope) {
        UserId id = new UserId(TestTenants.newId());
        User user = new User(
                id,
                id.value() + "@example.org",
                "Una",
                Status.ACTIVE,
                Set.of(),
                TestTenants.EPOCH,
                TestTenants.EPOCH,
                Optional.empty(),
                Optional.empty(),
                1);
        if (!persistence.users().add(scope, user)) {
            throw new AssertionError("The store refuses a user.");
        }
        return id;
    }

    /** Erases a tenant that was opened here, and its place. */
    public void erase(TenantScope scope) {
        persistence.provisioner().erase(requireNonNull(opened.remove(scope.id())));
    }

    /** Erases the tenants, whose databases take 8 MB each. */
    @Override
    public void close() {
        opened.values().forEach(persistence.provisioner()::erase);
        persistence.close();
    }
}
