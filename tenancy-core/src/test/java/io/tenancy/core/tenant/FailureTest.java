package io.tenancy.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.tenant.Failure.Step;
import io.tenancy.testkit.TestTenants;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class FailureTest {
    private static final Instant NOW = TestTenants.EPOCH;

    private final Tenant tenant = TestTenants.tenant("acme", Isolation.SCHEMA, "main");

    @Test
    void isAPrintableSentenceOfAtMost500Characters() {
        assertThat(reason("ERROR: no\n  Detail:\t\0\uD800here\u0085 ")).isEqualTo("ERROR: no Detail: here");
        String long500 = "😀".repeat(500);
        assertThat(reason(long500)).isEqualTo(long500);
        assertThat(reason(long500 + "x")).isEqualTo("😀".repeat(499) + "…");
    }

    @Test
    void countsWhatFailsInARowAtOneStep() {
        Tenant twice = tenant.failed(Step.PLACE, "No.", NOW).failed(Step.PLACE, "No.", NOW);
        Tenant elsewhere = twice.failed(Step.OWNER, "No.", NOW);

        assertThat(twice.failure().orElseThrow().attempts()).isEqualTo(2);
        assertThat(twice.failure().orElseThrow().retryAt()).isEqualTo(NOW.plusSeconds(120));
        assertThat(elsewhere.failure().orElseThrow().attempts()).isEqualTo(1);
    }

    @Test
    void isOverWhenTheTenantGetsOn() {
        Tenant failed = tenant.failed(Step.PLACE, "No.", NOW);

        assertThat(failed.activated(NOW).failure()).isEmpty();
        assertThat(failed.purging(NOW).failure()).isEmpty();
        Tenant half = failed.purging(NOW).failed(Step.ERASE, "No.", NOW);
        assertThat(half.purging(NOW).failure()).isEqualTo(half.failure());
    }

    private String reason(String said) {
        return tenant.failed(Step.PLACE, said, NOW).failure().orElseThrow().reason();
    }
}
