package io.tenancy.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.MasterKey;
import io.tenancy.core.UuidV7;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Gate;
import io.tenancy.core.audit.JournalSealer;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import io.tenancy.testkit.TestClock;
import io.tenancy.testkit.TestTenants;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The chain of a journal makes nobody wait: neither for who seals, nor for another who writes. */
final class JournalWritersTest {
    private static final TestDatabase DATABASE = TestPostgres.database();
    private static final Persistence STORES = Persistence.on(DATABASE.stores(), Duration.ofSeconds(1));
    private static final TestPlaces PLACES = new TestPlaces(STORES, DATABASE, "main");
    private static final int PATIENCE_SECONDS = 20;

    private final TestClock clock = new TestClock();
    private final Gate gate = new Gate(STORES.transactions(), STORES.journal(), new UuidV7(clock), clock);

    @AfterAll
    static void erase() {
        PLACES.close();
    }

    @ParameterizedTest
    @EnumSource(Isolation.class)
    void twoWriteAndCommitWhileAnotherSealsAndNothingIsLost(Isolation isolation) {
        TenantScope acme = PLACES.open("written", isolation);

        STORES.transactions().run(acme, () -> {
            STORES.transactions().lock(acme, "journal chain"); // as who seals does
            write(acme);
            CompletableFuture.runAsync(() -> write(acme))
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
            return true;
        });

        MasterKey key = MasterKey.ofBase64(Base64.getEncoder().encodeToString(new byte[32]));
        JournalSealer sealer =
                new JournalSealer(STORES.transactions(), STORES.chain(), STORES.checkpoints(), key, clock);
        assertThat(sealer.seal(acme)).isEqualTo(2);
        assertThat(STORES.chain().head(acme).sequence()).isEqualTo(2);
    }

    private void write(TenantScope scope) {
        var unused = gate.act(scope, Actor.SYSTEM, work -> {
            work.record("user.renamed", new UserId(TestTenants.newId()));
            return true;
        });
    }
}
