package io.tenancy.core.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.TenancyException.Unavailable;
import io.tenancy.core.tenant.Failure.Step;
import io.tenancy.testkit.TestTenants;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class FailureTest {
    private static final Instant NOW = TestTenants.EPOCH;

    private final Tenant tenant = TestTenants.tenant("acme", Isolation.SCHEMA, "main");

    @Test
    void saysWhatWasThrown() {
        assertThat(reason(new IllegalStateException("The schema cannot be made.")))
                .isEqualTo("The schema cannot be made.");
        assertThat(reason(new NullPointerException())).isEqualTo("NullPointerException");
    }

    @Test
    void saysWhatItComesFromToo() {
        Exception cause = new IllegalArgumentException("No space left on device");
        Unavailable refusal = new Unavailable("storage.unavailable", "Try again.", Duration.ofSeconds(1));
        refusal.initCause(new IllegalStateException("wrapped", cause));

        assertThat(reason(refusal)).isEqualTo("Try again. No space left on device");
        assertThat(reason(new IllegalStateException("It cannot be: No space left on device", cause)))
                .isEqualTo("It cannot be: No space left on device");
    }

    @Test
    void isAPrintableSentenceOfAtMost500Characters() {
        assertThat(reason(new IllegalStateException("ERROR: no\n  Detail:\t\0\uD800here\u0085 ")))
                .isEqualTo("ERROR: no Detail: here");
        String long500 = "😀".repeat(500);
        assertThat(reason(new IllegalStateException(long500))).isEqualTo(long500);
        assertThat(reason(new IllegalStateException(long500 + "x"))).isEqualTo("😀".repeat(499) + "…");
    }

    @Test
    void countsWhatFailsInARowAtOneStep() {
        Exception cause = new IllegalStateException("No.");

        Tenant twice = tenant.failed(Step.PLACE, cause, NOW).failed(Step.PLACE, cause, NOW);
        Tenant elsewhere = twice.failed(Step.OWNER, cause, NOW);

        assertThat(twice.failure().orElseThrow().attempts()).isEqualTo(2);
        assertThat(twice.failure().orElseThrow().retryAt()).isEqualTo(NOW.plusSeconds(120));
        assertThat(elsewhere.failure().orElseThrow().attempts()).isEqualTo(1);
    }

    @Test
    void isOverWhenTheTenantGetsOn() {
        Tenant failed = tenant.failed(Step.PLACE, new IllegalStateException("No."), NOW);

        assertThat(failed.activated(NOW).failure()).isEmpty();
        assertThat(failed.purging(NOW).failure()).isEmpty();
        Tenant half = failed.purging(NOW).failed(Step.ERASE, new IllegalStateException("No."), NOW);
        assertThat(half.purging(NOW).failure()).isEqualTo(half.failure());
    }

    private String reason(Exception thrown) {
        return tenant.failed(Step.PLACE, thrown, NOW).failure().orElseThrow().reason();
    }
}
