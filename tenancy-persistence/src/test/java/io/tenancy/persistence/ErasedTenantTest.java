package io.tenancy.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.TenancyException.Unavailable;
import io.tenancy.core.setting.SetValue;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.User;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import io.tenancy.testkit.TestTenants;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who writes in shared tables for a tenant while it is erased, or does not know yet that it is, leaves nothing there. */
final class ErasedTenantTest {
    private static final TestDatabase DATABASE = TestPostgres.database();

    private static final String WAITS = "SELECT pid::text FROM pg_locks l JOIN pg_stat_activity a USING (pid)"
            + " WHERE l.locktype = 'advisory' AND NOT l.granted AND a.datname = current_database()";

    private final Persistence node = Persistence.on(DATABASE.stores(), Duration.ofSeconds(1));
    private final Persistence other = Persistence.on(DATABASE.stores(), Duration.ofSeconds(1));
    private final Tenant tenant = TestTenants.tenant("acme", Isolation.SHARED, "main");
    private final TenantScope acme = TestTenants.enter(tenant);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @BeforeEach
    void giveItRoles() {
        new Samples(node).roles(acme);
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void isErasedAfterTheTransactionThatWritesForIt() throws Exception {
        CountDownLatch wrote = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        Future<?> request = threads.submit(() -> other.transactions().run(acme, () -> {
            add(other, "ada@example.org");
            wrote.countDown();
            await(mayEnd);
            return add(other, "bob@example.org");
        }));
        await(wrote);

        Future<?> erasure = threads.submit(() -> node.provisioner().erase(tenant));
        awaitOneWhoWaits();
        mayEnd.countDown();
        request.get(1, TimeUnit.MINUTES);
        erasure.get(1, TimeUnit.MINUTES);

        assertThat(rows()).isEqualTo("0");
    }

    @Test
    void refusesTransactionsOfANodeThatHasNotHeard() {
        add(other, "ada@example.org");
        node.provisioner().erase(tenant);

        assertThatThrownBy(() -> other.transactions().run(acme, () -> add(other, "bob@example.org")))
                .isInstanceOf(NotFound.class);

        assertThat(rows()).isEqualTo("0");
    }

    @Test
    void refusesSingleStatementsOfANodeThatHasNotHeard() {
        User ada = add(other, "ada@example.org");
        node.provisioner().erase(tenant);

        assertThatThrownBy(() -> add(other, "bob@example.org")).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> other.settings().put(acme, new SetValue("locale", "de", Samples.T0)))
                .isInstanceOf(NotFound.class);
        other.users().touch(acme, ada.id(), Samples.T0);
        assertThat(other.users().find(acme, ada.id())).isEmpty();

        assertThat(rows()).isEqualTo("0");
    }

    @Test
    void makesWhoComesDuringTheErasureWaitForItsEnd() throws Exception {
        CountDownLatch wrote = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        Future<?> first = threads.submit(() -> other.transactions().run(acme, () -> {
            User ada = add(other, "ada@example.org");
            wrote.countDown();
            await(mayEnd);
            return ada;
        }));
        await(wrote);
        Future<?> erasure = threads.submit(() -> node.provisioner().erase(tenant));
        awaitOneWhoWaits();

        Future<?> late = threads.submit(() -> other.transactions().run(acme, () -> add(other, "bob@example.org")));
        mayEnd.countDown();
        first.get(1, TimeUnit.MINUTES);
        erasure.get(1, TimeUnit.MINUTES);

        assertThatThrownBy(() -> late.get(1, TimeUnit.MINUTES)).hasCauseInstanceOf(NotFound.class);
        assertThat(rows()).isEqualTo("0");
    }

    @Test
    void isNotErasedWhereATransactionLastsTooLong() {
        SharedProvisioner hasty = new SharedProvisioner(DATABASE.owner(), Duration.ofMillis(20));

        other.transactions().run(acme, () -> {
            User ada = add(other, "ada@example.org");
            assertThatThrownBy(() -> hasty.erase(tenant.id(), tenant.placement()))
                    .isInstanceOf(Unavailable.class);
            return ada;
        });
        assertThat(rows()).isEqualTo("1");
        hasty.erase(tenant.id(), tenant.placement());

        assertThat(rows()).isEqualTo("0");
    }

    @Test
    void leavesOtherTenantsAlone() {
        node.provisioner().erase(tenant);
        TenantScope globex = new Samples(node).open("globex");

        assertThat(other.users().add(globex, Samples.newUser("gil@example.org")))
                .isTrue();
        other.transactions().run(globex, () -> other.users().add(globex, Samples.newUser("bob@example.org")));

        assertThat(other.users().findByEmail(globex, "bob@example.org")).isPresent();
    }

    private User add(Persistence persistence, String email) {
        User user = Samples.newUser(email);
        assertThat(persistence.users().add(acme, user)).isTrue();
        return user;
    }

    private String rows() {
        String id = "'" + tenant.id().value() + "'";
        return DATABASE.texts("SELECT ((SELECT count(*) FROM tenancy.users WHERE tenant_id = " + id
                        + ") + (SELECT count(*) FROM tenancy.settings WHERE tenant_id = " + id + "))::text")
                .get(0);
    }

    /** Asks PostgreSQL until it says so. */
    private static void awaitOneWhoWaits() {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (DATABASE.texts(WAITS).isEmpty()) {
            assertThat(System.nanoTime()).as("Nobody waits.").isLessThan(end);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted.", e);
        }
    }
}
