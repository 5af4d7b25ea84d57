package io.tenancy.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.TenancyException.Unavailable;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.User;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import io.tenancy.testkit.TestTenants;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

final class SharedProvisionerTest {
    private final TestDatabase database = TestPostgres.database();
    private final Persistence persistence = Persistence.on(database.stores(), Duration.ofSeconds(1));
    private final Samples samples = new Samples(persistence);

    @Test
    void erasesEveryRowOfOneTenantAndNoneOfAnother() {
        Tenant acme = TestTenants.tenant("acme", Isolation.SHARED, "main");
        Tenant globex = TestTenants.tenant("globex", Isolation.SHARED, "main");
        fill(acme);
        fill(globex);
        Map<String, Long> before = rows(globex);

        persistence.provisioner().erase(acme);

        assertThat(rows(acme).values()).containsOnly(0L);
        assertThat(rows(globex)).isEqualTo(before);
        assertThat(before.values()).doesNotContain(0L);
    }

    @Test
    void forgetsNoTableThatIsAddedLater() {
        Tenant acme = TestTenants.tenant("acme", Isolation.SHARED, "main");
        fill(acme);
        database.plant("SET search_path = tenancy;"
                + "CREATE TABLE notes (tenant_id uuid NOT NULL, id uuid NOT NULL, user_id uuid NOT NULL,"
                + " PRIMARY KEY (tenant_id, id),"
                + " FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id) ON DELETE RESTRICT);"
                + "ALTER TABLE notes OWNER TO tenancy_owner;"
                + "INSERT INTO notes SELECT tenant_id, id, id FROM users");

        persistence.provisioner().erase(acme);

        assertThat(rows(acme)).containsEntry("notes", 0L);
        assertThat(rows(acme).values()).containsOnly(0L);
    }

    @Test
    void mayBeRepeated() {
        Tenant acme = TestTenants.tenant("acme", Isolation.SHARED, "main");
        fill(acme);

        persistence.provisioner().prepare(acme);
        persistence.provisioner().erase(acme);
        persistence.provisioner().erase(acme);

        assertThat(rows(acme).values()).containsOnly(0L);
    }

    @Test
    void refusesADatabaseWhereItHasNoWayToOne() {
        Tenant own = TestTenants.tenant("acme", Isolation.DATABASE, "main");
        try (Persistence few = Persistence.on(
                Stores.of(Store.of("main", database.app(), database.owner(), TestPostgres.APP)),
                Duration.ofSeconds(1))) {
            assertThat(few.provisioner().supports(Isolation.SHARED, "main")).isTrue();
            assertThat(few.provisioner().supports(Isolation.DATABASE, "main")).isFalse();
            assertThatThrownBy(() -> few.provisioner().prepare(own)).isInstanceOf(Unavailable.class);
            assertThatThrownBy(() -> few.provisioner().erase(own)).isInstanceOf(Unavailable.class);
        }
    }

    /** One row at least in each table. */
    private void fill(Tenant tenant) {
        TenantScope scope = TestTenants.enter(tenant);
        samples.roles(scope);
        User user = samples.user(scope, "ada@example.org");
        new Canary(database, "canary").plant(scope, user.id().value());
    }

    private Map<String, Long> rows(Tenant tenant) {
        return Jdbi.create(database.superuser()).withHandle(handle -> {
            handle.execute("SET search_path = tenancy");
            Map<String, Long> rows = new TreeMap<>();
            handle.createQuery(
                            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'tenancy'::regnamespace"
                                    + " AND relname <> 'erasures'")
                    .mapTo(String.class)
                    .forEach(table -> rows.put(
                            table,
                            handle.createQuery("SELECT count(*) FROM " + table + " WHERE tenant_id = ?")
                                    .bind(0, tenant.id().value())
                                    .mapTo(Long.class)
                                    .one()));
            return rows;
        });
    }
}
