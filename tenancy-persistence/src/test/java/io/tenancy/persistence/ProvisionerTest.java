package io.tenancy.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.TenancyException.Unavailable;
import io.tenancy.core.platform.Provisioner;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Placement;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import io.tenancy.testkit.AtOnce;
import io.tenancy.testkit.ProvisionerContract;
import io.tenancy.testkit.TestTenants;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The places of tenants come whole, go whole, and are the same whatever they are. */
final class ProvisionerTest extends ProvisionerContract {
    private static final String SHAPE = """
            SELECT c.relname || ' ' || c.relrowsecurity || c.relforcerowsecurity || ' ' || c.relacl::text || ' '
                   || (SELECT string_agg(a.attname || ' ' || a.atttypid::regtype || a.attnotnull, ',' ORDER BY a.attnum)
                       FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0) || ' '
                   || (SELECT string_agg(k.conname || pg_get_constraintdef(k.oid), ',' ORDER BY k.conname)
                       FROM pg_constraint k WHERE k.conrelid = c.oid) || ' '
                   || (SELECT string_agg(replace(pg_get_indexdef(i.indexrelid), current_schema, ''), ','
                                         ORDER BY i.indexrelid::regclass::text)
                       FROM pg_index i WHERE i.indrelid = c.oid) || ' '
                   || (SELECT string_agg(p.polname || pg_get_expr(p.polqual, c.oid)
                                         || pg_get_expr(p.polwithcheck, c.oid), ',')
                       FROM pg_policy p WHERE p.polrelid = c.oid)
            FROM pg_class c
            WHERE c.relnamespace = current_schema::regnamespace AND c.relkind = 'r' AND c.relname NOT LIKE 'databasechange%'
            ORDER BY c.relname
            """;

    private final TestDatabase database = TestPostgres.database();
    private final Persistence persistence = Persistence.on(database.stores(), Duration.ofSeconds(1));
    private final Samples samples = new Samples(persistence);

    @AfterEach
    void close() {
        persistence.close();
    }

    @Override
    protected Provisioner provisioner() {
        return persistence.provisioner();
    }

    @Override
    protected io.tenancy.testkit.Stores stores() {
        return new PostgresStores(persistence);
    }

    @ParameterizedTest
    @EnumSource
    void leavesNothingOfATenantAnywhere(Isolation isolation) {
        Tenant acme = TestTenants.tenant("acme", isolation, "main");
        Tenant globex = TestTenants.tenant("globex", isolation, "main");
        Canary canary = new Canary(database, "canary");
        Canary other = new Canary(database, "sparrow");
        plant(acme, canary);
        plant(globex, other);
        List<String> before = other.sightings(TestTenants.enter(globex));
        assertThat(canary.sightings(TestTenants.enter(acme))).hasSizeGreaterThanOrEqualTo(9);

        persistence.provisioner().erase(acme);

        assertThat(canary.sightings(TestTenants.enter(acme))).isEmpty();
        assertThat(other.sightings(TestTenants.enter(globex))).isEqualTo(before);
        persistence.provisioner().erase(acme);
        persistence.provisioner().erase(globex);
        assertThat(other.sightings(TestTenants.enter(globex))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"SCHEMA", "DATABASE"})
    void makesTheSameTablesEverywhere(Isolation isolation) {
        TenantScope scope = samples.open("acme", isolation);

        assertThat(shape(scope)).isEqualTo(shape(samples.open("globex"))).hasSameSizeAs(database.sharedTables());
    }

    @ParameterizedTest
    @EnumSource(names = {"SCHEMA", "DATABASE"})
    void letsNodesPrepareTheSameTenantAtOnce(Isolation isolation) {
        Tenant acme = TestTenants.tenant("acme", isolation, "main");

        AtOnce.run(3, number -> {
            persistence.provisioner().prepare(acme);
            return number;
        });

        assertThat(shape(TestTenants.enter(acme))).hasSameSizeAs(database.sharedTables());
        persistence.provisioner().erase(acme);
    }

    /** Whoever makes the first place asks for the script on a connection of its own, while others may have all the rest. */
    @Test
    void preparesManyTenantsAtOnceWithFewConnections() {
        try (TestPool few = new TestPool(database.owner(), 2, 10_000);
                Persistence fresh = Persistence.on(
                        Stores.of(new Store(
                                "main",
                                database.app(),
                                few,
                                TestPostgres.APP,
                                Optional.of(database.tenantDatabases()))),
                        Duration.ofSeconds(1))) {
            List<TenantScope> opened = AtOnce.run(6, number -> {
                Isolation isolation = number < 4 ? Isolation.SCHEMA : Isolation.DATABASE;
                Tenant tenant = TestTenants.tenant("tenant-" + number, isolation, "main");
                fresh.provisioner().prepare(tenant);
                return TestTenants.enter(tenant);
            });

            assertThat(opened).allSatisfy(scope -> assertThat(shape(scope)).hasSameSizeAs(database.sharedTables()));
        }
    }

    @Test
    void isUnavailableWhereNoConnectionOfTheOwnerIsFree() throws Exception {
        try (TestPool one = new TestPool(database.owner(), 1, 100);
                Connection taken = one.getConnection();
                Persistence busy = Persistence.on(
                        Stores.of(Store.of("main", database.app(), one, TestPostgres.APP)), Duration.ofSeconds(1))) {
            Tenant acme = TestTenants.tenant("acme", Isolation.SCHEMA, "main");

            assertThatThrownBy(() -> busy.provisioner().prepare(acme)).isInstanceOf(Unavailable.class);
            assertThat(taken.isClosed()).isFalse();
        }
    }

    /** Wherever it is cut off, the next try finds what is left and makes the tenant whole. */
    @ParameterizedTest
    @EnumSource(names = {"SCHEMA", "DATABASE"})
    void finishesWhatWasCutOff(Isolation isolation) {
        List<String> whole = shape(samples.open("globex"));
        int statement = 1;
        boolean cutOff = true;
        while (cutOff) {
            Tenant acme = TestTenants.tenant("acme", isolation, "main");
            cutOff = isCutOff(acme, statement);
            assertThat(schemas(acme))
                    .as("after statement %s", statement)
                    .isIn(0, isolation == Isolation.SCHEMA && !cutOff ? 1 : 0);

            persistence.provisioner().prepare(acme);

            assertThat(shape(TestTenants.enter(acme))).isEqualTo(whole);
            persistence.provisioner().erase(acme);
            statement += statement < 10 ? 1 : 13;
        }
        assertThat(statement).isGreaterThan(8);
    }

    /** A template that was cut off has another name, and is never copied. */
    @Test
    void buildsTheTemplateAnewWhereThatWasCutOff() {
        for (int statement = 4; statement <= 16; statement += 2) {
            Tenant acme = TestTenants.tenant("acme", Isolation.DATABASE, "main");
            dropTemplates();
            isCutOff(acme, statement);

            persistence.provisioner().prepare(acme);

            assertThat(shape(TestTenants.enter(acme)))
                    .as("after statement %s", statement)
                    .hasSameSizeAs(database.sharedTables());
            persistence.provisioner().erase(acme);
        }
    }

    @Test
    void erasesADatabaseWhoseErasingWasCutOff() {
        Tenant acme = TestTenants.tenant("acme", Isolation.DATABASE, "main");
        persistence.provisioner().prepare(acme);
        String itself = " WHERE datname = '" + StoreProvisioner.name(acme.placement()) + "'";
        database.plant("UPDATE pg_database SET datconnlimit = -2" + itself); // as PostgreSQL leaves it

        persistence.provisioner().erase(acme);

        assertThat(database.texts("SELECT datname FROM pg_database" + itself)).isEmpty();
    }

    @Test
    void doesNotOfferDatabasesWhereTheOwnerMayNotMakeThem() {
        database.plant("ALTER ROLE tenancy_owner NOCREATEDB");
        try {
            assertThat(persistence.provisioner().supports(Isolation.DATABASE, "main"))
                    .isFalse();
            assertThat(persistence.provisioner().supports(Isolation.SCHEMA, "main"))
                    .isTrue();
        } finally {
            database.plant("ALTER ROLE tenancy_owner CREATEDB");
        }
        assertThat(persistence.provisioner().supports(Isolation.DATABASE, "main"))
                .isTrue();
    }

    @Test
    void letsTheServingRoleDoInASchemaWhatItMayInTheSharedTables() {
        TenantScope acme = samples.open("acme", Isolation.SCHEMA);
        TenantScope globex = samples.open("globex", Isolation.SCHEMA);
        samples.user(acme, "ada@example.org");
        String schema = ((Placement.Schema) acme.placement()).name();

        Jdbi app = Jdbi.create(database.app());
        int seen = app.inTransaction(transaction -> {
            Message message = new Message(transaction.getStatementBuilder());
            transaction.setStatementBuilder(message);
            Binding.of(globex).begin(transaction, message);
            return transaction
                    .createQuery("SELECT count(*) FROM " + schema + ".users")
                    .mapTo(Integer.class)
                    .one();
        });

        assertThat(seen).isZero();
        for (String attempt : List.of(
                "CREATE TABLE " + schema + ".mine (id uuid)",
                "DELETE FROM " + schema + ".journal",
                "TRUNCATE " + schema + ".settings",
                "SELECT * FROM " + schema + ".databasechangelog",
                "DROP SCHEMA " + schema + " CASCADE")) {
            assertThatThrownBy(() -> app.useHandle(handle -> handle.execute(attempt)))
                    .as(attempt)
                    .satisfies(failure -> assertThat(Failures.state(failure)).contains("42501"));
        }
    }

    @Test
    void findsADangerInASchemaOfATenant() {
        TenantScope acme = samples.open("acme", Isolation.SCHEMA);
        String schema = ((Placement.Schema) acme.placement()).name();
        assertThat(persistence.dangers()).isEmpty();

        database.plant("ALTER TABLE " + schema + ".users NO FORCE ROW LEVEL SECURITY");

        assertThat(persistence.dangers())
                .containsExactly("The table " + schema + ".users does not force row-level security on its owner.");
    }

    private void plant(Tenant tenant, Canary canary) {
        persistence.provisioner().prepare(tenant);
        TenantScope scope = TestTenants.enter(tenant);
        samples.roles(scope);
        canary.plant(scope, samples.user(scope, "ada@example.org").id().value());
    }

    private boolean isCutOff(Tenant tenant, int statement) {
        FailingSource failing = new FailingSource(database.owner(), statement);
        try (Persistence doomed = Persistence.on(
                Stores.of(new Store(
                        "main", database.app(), failing, TestPostgres.APP, Optional.of(database.tenantDatabases()))),
                Duration.ofSeconds(1))) {
            doomed.provisioner().prepare(tenant);
            return false;
        } catch (RuntimeException e) {
            return true;
        }
    }

    /** Those of this test's database only; each catalogue has its own. */
    private void dropTemplates() {
        Jdbi.create(database.superuser())
                .useHandle(handle -> handle.createQuery("""
                        SELECT datname FROM pg_database
                        WHERE starts_with(datname, 'tenancy_template_'
                                          || left(encode(sha256(convert_to(?, 'UTF8')), 'hex'), 12))
                        """)
                        .bind(0, database.name() + "\n" + TestPostgres.APP)
                        .mapTo(String.class)
                        .list()
                        .forEach(name -> handle.execute("DROP DATABASE " + name + " WITH (FORCE)")));
    }

    private int schemas(Tenant tenant) {
        return Jdbi.create(database.superuser())
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM pg_namespace WHERE nspname = ?")
                        .bind(0, StoreProvisioner.name(tenant.placement()))
                        .mapTo(Integer.class)
                        .one());
    }

    /** Brackets come and go when PostgreSQL reads what it has written, and where no row was yet all constraints are valid. */
    private List<String> shape(TenantScope scope) {
        TestDatabase place =
                scope.placement() instanceof Placement.Database own ? database.named(own.name()) : database;
        String schema = scope.placement() instanceof Placement.Schema own ? own.name() : "tenancy";
        return Jdbi.create(place.superuser()).withHandle(handle -> {
            handle.execute("SET search_path = " + schema);
            return handle.createQuery(SHAPE).mapTo(String.class).stream()
                    .map(line -> line.replaceAll("[()]| NOT VALID", ""))
                    .toList();
        });
    }
}
