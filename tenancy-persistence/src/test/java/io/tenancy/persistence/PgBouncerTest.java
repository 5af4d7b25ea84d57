package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.User;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPgBouncer;
import io.tenancy.persistence.testkit.TestPostgres;
import io.tenancy.testkit.AtOnce;
import io.tenancy.testkit.StoresContract;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The contracts of all stores through a PgBouncer in transaction mode that has two connections to each database, for
 * tenants in each placement by turns, and less often in a database, which takes longest to make.
 */
final class PgBouncerTest extends StoresContract {
    private static final List<Isolation> PLACEMENTS = List.of(
            Isolation.SHARED,
            Isolation.SCHEMA,
            Isolation.SHARED,
            Isolation.SHARED,
            Isolation.SCHEMA,
            Isolation.SHARED,
            Isolation.DATABASE);
    private static final AtomicInteger TURN = new AtomicInteger();

    private static @Nullable TestPgBouncer pooler;
    private static @Nullable Persistence persistence;
    private static @Nullable TestPlaces places;

    @BeforeAll
    static void start() {
        assumeTrue(TestPgBouncer.isInstalled(), "There is no pgbouncer on this machine (Debian: pgbouncer).");
        TestDatabase direct = TestPostgres.database();
        TestPgBouncer started =
                TestPgBouncer.start(direct, "transaction", "default_pool_size = 2", "max_client_conn = 300");
        TestDatabase pooled = started.database();
        TenantDatabases tenants = new TenantDatabases(
                name -> unprepared(pooled.named(name)), direct.tenantDatabases().owner());
        pooler = started;
        Persistence opened = Persistence.on(
                Stores.of(
                        new Store("main", unprepared(pooled), direct.owner(), TestPostgres.APP, Optional.of(tenants))),
                TenantSchema.standard(),
                new ConnectionBudget(6, Duration.ofSeconds(30)),
                Duration.ofMillis(1500));
        persistence = opened;
        places = new TestPlaces(opened, direct, "main");
    }

    @AfterAll
    static void stop() {
        if (places != null) {
            places.close();
        }
        if (persistence != null) {
            persistence.close();
        }
        if (pooler != null) {
            pooler.close();
        }
    }

    /** Prepares nothing on a server that the next statement may not meet again. */
    private static DataSource unprepared(TestDatabase database) {
        PGSimpleDataSource app = (PGSimpleDataSource) database.app();
        app.setPrepareThreshold(0);
        return app;
    }

    @Override
    protected io.tenancy.testkit.Stores stores() {
        return new PostgresStores(persistence());
    }

    @Override
    protected TenantScope open(String slug) {
        return open(slug, PLACEMENTS.get(TURN.getAndIncrement() % PLACEMENTS.size()));
    }

    private TenantScope open(String slug, Isolation isolation) {
        return requireNonNull(places).open(slug, isolation);
    }

    private static Persistence persistence() {
        return requireNonNull(persistence);
    }

    @AfterEach
    void empty() {
        requireNonNull(places).reset();
    }

    @Test
    void neverCrossesTenantsOnSharedConnections() {
        Samples samples = new Samples(persistence());
        List<TenantScope> tenants = List.of(
                open("acme", Isolation.SHARED),
                open("globex", Isolation.SHARED),
                open("initech", Isolation.SCHEMA),
                open("umbrella", Isolation.SCHEMA),
                open("hooli", Isolation.DATABASE));
        List<User> users = tenants.stream()
                .map(tenant -> {
                    samples.roles(tenant);
                    return samples.user(tenant, "ada@example.org");
                })
                .toList();

        AtOnce.run(8, thread -> {
            for (int i = 0; i < 100; i++) {
                int own = (thread + i) % tenants.size();
                int other = (own + 1 + i % (tenants.size() - 1)) % tenants.size();
                TenantScope scope = tenants.get(own);
                assertThat(persistence().users().findByEmail(scope, "ada@example.org"))
                        .contains(users.get(own));
                assertThat(persistence().users().find(scope, users.get(other).id()))
                        .isEmpty();
                assertThat(persistence()
                                .transactions()
                                .run(scope, () -> persistence().users().findByEmail(scope, "ada@example.org")))
                        .contains(users.get(own));
            }
            return thread;
        });
    }
}
