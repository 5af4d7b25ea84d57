package io.tenancy.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.credential.Credential;
import io.tenancy.core.setting.SetValue;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.User;
import io.tenancy.core.user.UserId;
import io.tenancy.core.user.UserQuery;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import io.tenancy.testkit.AtOnce;
import io.tenancy.testkit.TestTenants;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;

/**
 * Fifty tenants of all placements share two connections, and four to the databases of their own that five of them have, in
 * every mixture of reads, writes, transactions and failures.
 */
final class SmallPoolTest {
    private static final int TENANTS = 50;
    private static final int THREADS = 16;
    private static final int REQUESTS = 10_000;
    private static final int EVERY_TENTH = 10;
    private static final UserQuery ALL = new UserQuery(Optional.empty(), Optional.empty(), UserQuery.Sort.EMAIL);

    private final TestDatabase database = TestPostgres.database();
    private final TestPool pool = new TestPool(database.app(), 2);

    @Test
    void neverCrossesTenants() throws SQLException {
        neverCrossesTenants(pool);
        assertEveryConnectionIsClean();
    }

    @Test
    void neverCrossesTenantsWhereSchemasHaveTheirConnections() throws SQLException {
        try (AffinityDataSource near = new AffinityDataSource(pool, 2, Duration.ofSeconds(30))) {
            neverCrossesTenants(near);
        }
        assertEveryConnectionIsClean();
    }

    private void neverCrossesTenants(DataSource app) {
        try (Persistence persistence = Persistence.on(
                database.stores(app),
                TenantSchema.standard(),
                new ConnectionBudget(4, Duration.ofSeconds(30)),
                Duration.ofMillis(1500))) {
            new Requests(persistence, new Samples(persistence)).run();
        }
        assertThat(pool.getSize()).isLessThanOrEqualTo(2);
    }

    private void assertEveryConnectionIsClean() throws SQLException {
        try (Connection first = pool.getConnection();
                Connection second = pool.getConnection()) {
            for (Connection connection : List.of(first, second)) {
                assertThat(connection.getAutoCommit()).isTrue();
                try (Statement statement = connection.createStatement();
                        ResultSet row =
                                statement.executeQuery("SELECT current_setting('tenancy.tenant_id', true), count(*),"
                                        + " current_setting('search_path') FROM users")) {
                    assertThat(row.next()).isTrue();
                    assertThat(row.getString(1)).isNullOrEmpty();
                    assertThat(row.getInt(2)).isZero();
                    assertThat(row.getString(3)).isEqualTo("tenancy");
                }
            }
        }
    }

    private record Place(TenantScope scope, User user) {}

    private record Requests(Persistence persistence, Samples samples) {
        void run() {
            List<Place> places =
                    IntStream.range(0, TENANTS).mapToObj(this::place).toList();
            AtomicInteger done = new AtomicInteger();

            AtOnce.run(THREADS, number -> {
                Random random = new Random(number);
                while (done.getAndIncrement() < REQUESTS) {
                    request(
                            places.get(random.nextInt(TENANTS)),
                            places.get(random.nextInt(TENANTS)),
                            random.nextInt(6));
                }
                return number;
            });

            places.forEach(place -> assertThat(persistence.users().list(place.scope(), ALL, Optional.empty(), 10))
                    .containsExactly(place.user()));
        }

        private Place place(int number) {
            TenantScope scope = samples.open("tenant-" + number, isolation(number));
            return new Place(scope, samples.user(scope, "same@example.org"));
        }

        private static Isolation isolation(int number) {
            if (number % EVERY_TENTH == 0) {
                return Isolation.DATABASE;
            }
            return number % 2 == 0 ? Isolation.SCHEMA : Isolation.SHARED;
        }

        private void request(Place mine, Place other, int kind) {
            switch (kind) {
                case 0 ->
                    assertThat(persistence
                                    .users()
                                    .find(mine.scope(), mine.user().id()))
                            .contains(mine.user());
                case 1 ->
                    assertThat(persistence.users().findByEmail(mine.scope(), "same@example.org"))
                            .contains(mine.user());
                case 2 ->
                    assertThat(persistence.users().list(mine.scope(), ALL, Optional.empty(), 10))
                            .containsExactly(mine.user());
                case 3 ->
                    persistence
                            .settings()
                            .put(
                                    mine.scope(),
                                    new SetValue(
                                            "locale", mine.scope().id().value().toString(), Samples.T0));
                case 4 -> inOneTransaction(mine, other);
                default -> throughAFailure(mine);
            }
        }

        private void inOneTransaction(Place mine, Place other) {
            persistence.transactions().run(mine.scope(), () -> {
                assertThat(persistence.users().findByEmail(mine.scope(), "same@example.org"))
                        .contains(mine.user());
                if (!mine.equals(other)) {
                    assertThatThrownBy(() -> persistence.users().findByEmail(other.scope(), "same@example.org"))
                            .isInstanceOf(IllegalStateException.class);
                }
                return persistence.settings().list(mine.scope()).stream()
                        .allMatch(setting ->
                                setting.value().equals(mine.scope().id().value().toString()));
            });
        }

        /** Fails within a transaction, by the database as well as by the work. */
        private void throughAFailure(Place mine) {
            assertThatThrownBy(() -> persistence.transactions().run(mine.scope(), () -> {
                        persistence.users().add(mine.scope(), Samples.newUser("lost@example.org"));
                        throw new UnsupportedOperationException("in the middle");
                    }))
                    .isInstanceOf(UnsupportedOperationException.class);
            UserId nobody = new UserId(TestTenants.newId());
            assertThatThrownBy(() -> persistence
                            .credentials()
                            .put(mine.scope(), nobody, new Credential("hash", false, Samples.T0)))
                    .isInstanceOf(JdbiException.class);
        }
    }
}
