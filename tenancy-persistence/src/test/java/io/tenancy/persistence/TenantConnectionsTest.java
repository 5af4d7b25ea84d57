package io.tenancy.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.TenancyException.Unavailable;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Placement;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.persistence.ConnectionsSnapshot.Reason;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import io.tenancy.testkit.AtOnce;
import io.tenancy.testkit.TestTenants;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

final class TenantConnectionsTest {
    private static final int CAP = 4;

    private final TestDatabase database = TestPostgres.database();
    private final Persistence persistence = with(Duration.ofSeconds(30));
    private final Samples samples = new Samples(persistence);

    @AfterEach
    void close() {
        persistence.close();
    }

    @Test
    void servesManyTenantsUnderTheCap() {
        List<TenantScope> tenants = IntStream.range(0, 12)
                .mapToObj(number -> samples.open("tenant-" + number, Isolation.DATABASE))
                .toList();
        CountedDatabases counted = new CountedDatabases(database.tenantDatabases());
        Store store =
                new Store("main", database.app(), database.owner(), TestPostgres.APP, Optional.of(counted.databases()));
        try (Persistence capped = Persistence.on(
                Stores.of(store),
                TenantSchema.standard(),
                new ConnectionBudget(CAP, Duration.ofSeconds(30)),
                Duration.ofSeconds(1))) {
            AtOnce.run(8, number -> {
                Random random = new Random(number);
                for (int i = 0; i < 100; i++) {
                    TenantScope tenant = tenants.get(random.nextInt(tenants.size()));
                    assertThat(capped.users().findByEmail(tenant, "nobody@example.org"))
                            .isEmpty();
                }
                return number;
            });
        }

        assertThat(counted.most()).isBetween(2, CAP);
        assertThat(counted.open()).isZero();
    }

    @Test
    void refusesAfterABoundedWaitAndServesTheNext() {
        TenantScope acme = samples.open("acme", Isolation.DATABASE);
        try (Persistence hasty = with(Duration.ofMillis(200))) {
            CyclicBarrier held = new CyclicBarrier(3);
            CyclicBarrier refused = new CyclicBarrier(3);

            AtOnce.run(3, number -> {
                if (number < 2) {
                    return hasty.transactions().run(acme, () -> {
                        await(held);
                        await(refused);
                        return number;
                    });
                }
                await(held);
                assertThatThrownBy(() -> hasty.users().findByEmail(acme, "nobody@example.org"))
                        .isInstanceOfSatisfying(
                                Unavailable.class,
                                refusal -> assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(1)));
                TenantScope globex = samples.open("globex", Isolation.DATABASE);
                assertThat(hasty.users().findByEmail(globex, "nobody@example.org"))
                        .as("a tenant that is not busy")
                        .isEmpty();
                await(refused);
                return number;
            });

            assertThat(hasty.users().findByEmail(acme, "nobody@example.org")).isEmpty();
            assertThat(hasty.connections().timeouts()).isEqualTo(1);
        }
    }

    @Test
    void letsATenantHaveAsManyConnectionsAsOneMay() {
        TenantScope acme = samples.open("acme", Isolation.DATABASE);
        try (Persistence hasty = Persistence.on(
                database.stores(),
                TenantSchema.standard(),
                new ConnectionBudget(8, 3, Duration.ofMillis(200)),
                Duration.ofSeconds(1))) {
            CyclicBarrier held = new CyclicBarrier(4);
            CyclicBarrier refused = new CyclicBarrier(4);

            AtOnce.run(4, number -> {
                if (number < 3) {
                    return hasty.transactions().run(acme, () -> {
                        await(held);
                        await(refused);
                        return number;
                    });
                }
                await(held);
                assertThatThrownBy(() -> hasty.users().findByEmail(acme, "nobody@example.org"))
                        .isInstanceOf(Unavailable.class);
                await(refused);
                return number;
            });

            assertThat(hasty.connections().opened()).isEqualTo(3);
        }
    }

    @Test
    void servesTheTenantsOfAStoreWhileAnotherHangs() {
        TenantScope near = samples.open("near", Isolation.DATABASE);
        CountDownLatch hanging = new CountDownLatch(CAP - 1);
        CountDownLatch end = new CountDownLatch(1);
        TenantDatabases ways =
                new TenantDatabases(name -> new HangingSource(hanging, end), name -> new HangingSource(hanging, end));
        Store far = new Store("far", database.app(), database.owner(), TestPostgres.APP, Optional.of(ways));
        try (Persistence both = Persistence.on(
                Stores.of(database.store("main"), far),
                TenantSchema.standard(),
                new ConnectionBudget(CAP, Duration.ofSeconds(30)),
                Duration.ofSeconds(1))) {
            AtOnce.run(2 * CAP + 1, number -> {
                if (number == 0) {
                    await(hanging);
                    assertThat(both.users().findByEmail(near, "nobody@example.org"))
                            .isEmpty();
                    end.countDown();
                } else {
                    TenantScope tenant = TestTenants.open("far-" + number, Isolation.DATABASE, "far");
                    assertThatThrownBy(() -> both.users().findByEmail(tenant, "nobody@example.org"))
                            .isInstanceOf(Unavailable.class);
                }
                return number;
            });
            assertThat(both.connections().open()).as("near's").isEqualTo(1);
        }
    }

    @Test
    void isUnavailableForTheTenantWhoseDatabaseIsGoneAndForNoOther() {
        TenantScope acme = samples.open("acme", Isolation.DATABASE);
        TenantScope globex = samples.open("globex", Isolation.DATABASE);
        TenantScope initech = samples.open("initech", Isolation.SCHEMA);
        database.plant("DROP DATABASE " + ((Placement.Database) acme.placement()).name() + " WITH (FORCE)");

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> persistence.users().findByEmail(acme, "nobody@example.org"))
                    .isInstanceOf(Unavailable.class);
        }

        assertThat(persistence.users().findByEmail(globex, "nobody@example.org"))
                .isEmpty();
        assertThat(persistence.users().findByEmail(initech, "nobody@example.org"))
                .isEmpty();
    }

    @Test
    void isUnavailableForTheTenantWhoseSchemaIsGoneAndForNoOther() {
        TenantScope acme = samples.open("acme", Isolation.SCHEMA);
        TenantScope globex = samples.open("globex", Isolation.SCHEMA);
        database.plant("DROP SCHEMA " + ((Placement.Schema) acme.placement()).name() + " CASCADE");

        assertThatThrownBy(() -> persistence.users().findByEmail(acme, "nobody@example.org"))
                .isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> persistence.users().add(acme, Samples.newUser("ada@example.org")))
                .isInstanceOf(Unavailable.class);

        assertThat(persistence.users().findByEmail(globex, "nobody@example.org"))
                .isEmpty();
    }

    @Test
    void keepsWhatTheCatalogueWasToldWhereTheTransactionOfADatabaseFails() {
        TenantScope acme = samples.open("acme", Isolation.DATABASE);
        var tenant = io.tenancy.testkit.TestTenants.tenant(
                "slug-" + acme.id().value().toString().substring(24), Isolation.SHARED, "main");

        assertThatThrownBy(() -> persistence.transactions().run(acme, () -> {
                    persistence.tenants().add(tenant);
                    assertThat(persistence.users().findByEmail(acme, "nobody@example.org"))
                            .isEmpty();
                    throw new UnsupportedOperationException("in the middle");
                }))
                .isInstanceOf(UnsupportedOperationException.class);

        assertThat(persistence.tenants().find(tenant.id())).contains(tenant);
    }

    @Test
    void tellsWhatIsOpenAndWhatBecameOfTheRest() {
        for (int number = 0; number < CAP + 2; number++) {
            samples.open("tenant-" + number, Isolation.DATABASE);
        }

        ConnectionsSnapshot snapshot = persistence.connections();

        assertThat(snapshot.cap()).isEqualTo(CAP);
        assertThat(snapshot.open()).isEqualTo(CAP);
        assertThat(snapshot.inUse()).isZero();
        assertThat(snapshot.waiting()).isZero();
        assertThat(snapshot.opened()).isEqualTo(CAP + 2);
        assertThat(snapshot.closed()).containsEntry(Reason.EVICTED, 2L).containsEntry(Reason.BROKEN, 0L);
        persistence.close();
        assertThat(persistence.connections().closed()).containsEntry(Reason.SHUTDOWN, (long) CAP);
        assertThat(persistence.connections().open()).isZero();
    }

    private Persistence with(Duration patience) {
        return Persistence.on(
                database.stores(), TenantSchema.standard(), new ConnectionBudget(CAP, patience), Duration.ofSeconds(1));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** A server that lets nobody in until the end, and then goes away. */
    private static final class HangingSource extends PGSimpleDataSource {
        private static final long serialVersionUID = 1L;

        private final transient CountDownLatch hanging;
        private final transient CountDownLatch end;

        HangingSource(CountDownLatch hanging, CountDownLatch end) {
            this.hanging = hanging;
            this.end = end;
        }

        @Override
        public Connection getConnection() throws SQLException {
            hanging.countDown();
            await(end);
            throw new SQLException("The server has gone away.", "08006");
        }
    }
}
