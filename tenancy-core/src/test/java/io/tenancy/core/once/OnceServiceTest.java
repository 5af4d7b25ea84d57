package io.tenancy.core.once;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Limited;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Gate;
import io.tenancy.core.platform.OncePruning;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.testkit.InMemoryPlatform;
import io.tenancy.testkit.InMemoryStores;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How much is kept of requests that are done once, and for how long. */
final class OnceServiceTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final int MOST = 10;

    private final InMemoryStores stores = new InMemoryStores();
    private final InMemoryPlatform platform = new InMemoryPlatform(stores, InMemoryPlatform.POLICY);
    private final Caller acme = platform.owner("acme");
    private final Caller globex = platform.owner("globex");
    private final Gate gate = new Gate(stores.transactions(), stores.journal(), platform.ids, platform.clock);
    private final OnceService once = new OnceService(
            gate, stores.once(), platform.key, new SecureRandom(), new OncePolicy(DAY, MOST), platform.clock);

    @Test
    void keepsOnlySoManyRequestsOfATenantAndAnswersTheirRepetitions() {
        fill(acme);

        assertThatThrownBy(() -> once.begin(acme, "another", request()))
                .isInstanceOfSatisfying(Limited.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("idempotency.too_many");
                    assertThat(refusal.retryAfter()).isPresent();
                });
        assertThat(kept(acme)).isEqualTo(MOST);
        assertThat(once.begin(acme, "key3", request())).isInstanceOf(Attempt.Repeated.class);
        assertThat(once.begin(globex, "another", request())).isInstanceOf(Attempt.First.class);
    }

    @Test
    void hasRoomAgainWhenSomeHaveExpired() {
        fill(acme);
        platform.clock.advance(DAY);

        assertThat(once.begin(acme, "another", request())).isInstanceOf(Attempt.First.class);
        assertThat(kept(acme)).isEqualTo(1);
    }

    @Test
    void forgetsRequestsOfTenantsThatSendNoOthers() {
        fill(acme);
        fill(globex);
        OncePruning pruning =
                new OncePruning(stores.tenants(), new TenantDirectory(stores.tenants()), stores.once(), platform.clock);

        assertThat(pruning.run()).isZero();
        platform.clock.advance(DAY);
        assertThat(pruning.run()).isEqualTo(2 * MOST);

        assertThat(kept(acme)).isZero();
        assertThat(kept(globex)).isZero();
    }

    private void fill(Caller caller) {
        for (int i = 0; i < MOST; i++) {
            Attempt attempt = once.begin(caller, "key" + i, request());
            assertThat(attempt)
                    .isInstanceOfSatisfying(
                            Attempt.First.class,
                            first -> once.end(first.caller(), first.claimed(), true, new Secret("done")));
        }
    }

    private int kept(Caller caller) {
        return gate.keep(caller, scope -> stores.once().count(scope, 1_000));
    }

    private static byte[] request() {
        return new byte[] {1, 2, 3};
    }
}
