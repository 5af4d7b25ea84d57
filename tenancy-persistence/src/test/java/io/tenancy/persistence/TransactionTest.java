package io.tenancy.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.TenancyException;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.Unavailable;
import io.tenancy.core.credential.Credential;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.User;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import io.tenancy.testkit.AtOnce;
import io.tenancy.testkit.TestTenants;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TransactionTest {
    private static final TestDatabase DATABASE = TestPostgres.database();

    private final TestPool pool = new TestPool(DATABASE.app(), 4, 200);
    private final Persistence persistence = Persistence.on(
            Stores.of(Store.of("main", pool, DATABASE.owner(), TestPostgres.APP)), Duration.ofMillis(1500));
    private final Samples samples = new Samples(persistence);
    private final TenantScope acme = samples.open("acme");
    private final TenantScope globex = samples.open("globex");

    @AfterEach
    void closePool() {
        pool.close();
    }

    @Test
    void passesARefusalOnAndUndoesEverything() {
        User ada = Samples.newUser("ada@example.org");
        Conflict refusal = new Conflict("user.refused", "No.");

        assertThatThrownBy(() -> persistence.transactions().run(acme, () -> {
                    persistence.users().add(acme, ada);
                    throw refusal;
                }))
                .isSameAs(refusal);

        assertThat(persistence.users().find(acme, ada.id())).isEmpty();
    }

    @Test
    void refusesASecondTenant() {
        assertThatThrownBy(() -> persistence
                        .transactions()
                        .run(acme, () -> persistence.users().findByEmail(globex, "ada@example.org")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("One transaction serves one tenant.");
        assertThatThrownBy(() -> persistence
                        .transactions()
                        .run(acme, () -> persistence.transactions().run(globex, () -> "nested")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesATenantInADatabaseWhereItHasNoWayToOne() {
        TenantScope elsewhere = TestTenants.open("elsewhere", Isolation.DATABASE, "main");

        assertThatThrownBy(() -> persistence.users().findByEmail(elsewhere, "ada@example.org"))
                .isInstanceOf(Unavailable.class);
        assertThat(persistence.provisioner().supports(Isolation.DATABASE, "main"))
                .isFalse();
    }

    @Test
    void isUnavailableForATenantInAStoreThatItDoesNotHave() {
        for (Isolation isolation : Isolation.values()) {
            TenantScope elsewhere = TestTenants.open("elsewhere", isolation, "gone");

            assertThatThrownBy(() -> persistence.users().findByEmail(elsewhere, "ada@example.org"))
                    .isInstanceOf(Unavailable.class);
            assertThat(persistence.provisioner().supports(isolation, "gone")).isFalse();
        }
    }

    @Test
    void runsAgainWhatLostADeadlock() {
        User ada = samples.user(acme, "ada@example.org");
        User bob = samples.user(acme, "bob@example.org");
        CyclicBarrier bothHoldOne = new CyclicBarrier(2);
        AtomicInteger runs = new AtomicInteger();

        AtOnce.run(
                2,
                number -> persistence.transactions().run(acme, () -> {
                    runs.incrementAndGet();
                    persistence.users().touch(acme, (number == 0 ? ada : bob).id(), Samples.T0);
                    if (runs.get() <= 2) {
                        await(bothHoldOne);
                    }
                    persistence.users().touch(acme, (number == 0 ? bob : ada).id(), Samples.T0);
                    return number;
                }));

        assertThat(runs).hasValueGreaterThan(2);
        assertThat(persistence.users().find(acme, bob.id()).orElseThrow().lastLoginAt())
                .contains(Samples.T0);
    }

    @Test
    void isUnavailableWhereThePoolIsEmpty() throws SQLException {
        List<Connection> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(pool.getConnection());
        }

        assertThatThrownBy(() -> persistence.users().findByEmail(acme, "ada@example.org"))
                .satisfies(TransactionTest::isUnavailable);

        for (Connection connection : all) {
            connection.close();
        }
        assertThat(persistence.users().findByEmail(acme, "ada@example.org")).isEmpty();
    }

    @Test
    void isUnavailableWhereNothingListens() {
        TestDatabase gone = DATABASE.through(1);
        Persistence nowhere = Persistence.on(gone.stores(), Duration.ofSeconds(1));

        assertThatThrownBy(() -> nowhere.users().findByEmail(acme, "ada@example.org"))
                .satisfies(TransactionTest::isUnavailable);
        assertThatThrownBy(() -> nowhere.tenants().findBySlug("acme")).satisfies(TransactionTest::isUnavailable);
        assertThatThrownBy(() -> nowhere.transactions().run(acme, () -> "never"))
                .satisfies(TransactionTest::isUnavailable);
        assertThatThrownBy(() -> nowhere.provisioner().erase(TestTenants.tenant("acme", Isolation.SHARED, "main")))
                .satisfies(TransactionTest::isUnavailable);
    }

    @Test
    void isUnavailableForWhoseConnectionIsCutAndServesTheNext() {
        assertThatThrownBy(() -> persistence.transactions().run(acme, () -> {
                    persistence.users().add(acme, Samples.newUser("ada@example.org"));
                    DATABASE.plant("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE usename = 'tenancy_app' AND datname = current_database()");
                    return persistence.users().findByEmail(acme, "ada@example.org");
                }))
                .satisfies(TransactionTest::isUnavailable);

        assertThat(persistence.users().findByEmail(acme, "ada@example.org")).isEmpty();
    }

    @Test
    void showsNoArgumentInTheMessageOfAFailure() {
        User nobody = Samples.newUser("nobody@example.org");

        assertThatThrownBy(() -> persistence
                        .credentials()
                        .put(acme, nobody.id(), new Credential("secret-hash", false, Samples.T0)))
                .hasMessageNotContaining("secret-hash");
    }

    private static void isUnavailable(Throwable failure) {
        assertThat(failure).isInstanceOf(Unavailable.class).hasCauseInstanceOf(RuntimeException.class);
        TenancyException unavailable = (TenancyException) failure;
        assertThat(unavailable.code()).isEqualTo("storage.unavailable");
        assertThat(unavailable.retryAfter()).contains(Duration.ofSeconds(1));
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
