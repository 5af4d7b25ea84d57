package io.tenancy.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What has come counts for some seconds, and never for minutes. */
final class PaceTest {
    private final Pace pace = new Pace();

    @Test
    void waitsForTheFirstByteAsLongAsTheGrace() {
        pause(Pace.GRACE);
        assertThat(pace.isTooSlow()).isFalse();

        pause(Duration.ofMillis(1));
        assertThat(pace.isTooSlow()).isTrue();
    }

    @Test
    void countsWhatCameAtOnceForFiveSecondsAndNoMore() {
        pace.arrived(64 * 1024);

        pause(Pace.STORE);
        assertThat(pace.isTooSlow()).isFalse();
        pause(Duration.ofMillis(1));
        assertThat(pace.isTooSlow()).isTrue();
    }

    @Test
    void endsATrickleAfterABurstWithinSeconds() {
        pace.arrived(64 * 1024);
        Duration waited = Duration.ZERO;

        while (!pace.isTooSlow()) {
            pause(Duration.ofSeconds(1));
            pace.arrived(1);
            waited = waited.plusSeconds(1);
        }

        assertThat(waited).isLessThan(Duration.ofSeconds(7));
    }

    @Test
    void waitsForHoursForWhoKeepsIt() {
        for (int portion = 0; portion < 10_000; portion++) {
            pause(Duration.ofMillis(portion % 2 == 0 ? 3_900 : 100)); // 1,024 bytes in four seconds
            pace.arrived(portion % 2 == 0 ? 24 : 1_000);
        }

        assertThat(pace.isTooSlow()).isFalse();
    }

    private void pause(Duration time) {
        pace.waited(time.toNanos());
    }
}
