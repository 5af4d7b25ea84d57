package io.tenancy.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.server.api.SteadyBody.Steady;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A body may pause, and may not trickle. */
final class SteadyBodyTest {
    private long now = 5;

    @Test
    void readsAShortBodyWhateverThePauseIsWithinTheGrace() throws IOException {
        InputStream body = body(10, Duration.ofMillis(1_900));

        assertThat(body.readAllBytes()).hasSize(10);
    }

    @Test
    void readsALongBodyThatComesSteadily() throws IOException {
        InputStream body = new Steady(new Sender(10_000, 100, Duration.ofMillis(380)), () -> now);

        assertThat(body.readAllBytes()).hasSize(10_000);
    }

    @Test
    void refusesABodyThatTrickles() {
        InputStream body = new Steady(new Sender(100, 1, Duration.ofSeconds(4)), () -> now);

        assertThatThrownBy(body::readAllBytes).isInstanceOfSatisfying(Problem.Refusal.class, refusal -> {
            assertThat(refusal.problem().status()).isEqualTo(408);
            assertThat(refusal.problem().code()).isEqualTo("request.timeout");
        });
        assertThat(Duration.ofNanos(now)).as("after its first byte").isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void refusesByteForByteToo() throws IOException {
        InputStream body = new Steady(new Sender(100, 1, Duration.ofSeconds(4)), () -> now);
        assertThat(body.read()).isZero();

        assertThatThrownBy(body::read).isInstanceOf(Problem.Refusal.class);
    }

    @Test
    void refusesATrickleAfterABurst() throws IOException {
        InputStream burst = new ByteArrayInputStream(new byte[64 * 1024]);
        InputStream trickle = new Sender(100, 1, Duration.ofSeconds(4));
        InputStream body = new Steady(new SequenceInputStream(burst, trickle), () -> now);
        assertThat(body.readNBytes(64 * 1024)).hasSize(64 * 1024);

        assertThatThrownBy(body::readAllBytes).isInstanceOf(Problem.Refusal.class);

        assertThat(Duration.ofNanos(now)).isLessThan(Duration.ofSeconds(9));
    }

    @Test
    void countsNoTimeInWhichNobodyReads() throws IOException {
        InputStream body = body(10, Duration.ofMillis(100));
        assertThat(body.read()).isZero();
        now += Duration.ofMinutes(1).toNanos();

        assertThat(body.readAllBytes()).hasSize(9);
    }

    private InputStream body(int size, Duration pause) {
        return new Steady(new Sender(size, size, pause), () -> now);
    }

    /** Sends so many bytes at a time, each time after a pause. */
    private final class Sender extends InputStream {
        private final ByteArrayInputStream bytes;
        private final int portion;
        private final Duration pause;

        Sender(int size, int portion, Duration pause) {
            this.bytes = new ByteArrayInputStream(new byte[size]);
            this.portion = portion;
            this.pause = pause;
        }

        @Override
        public int read() {
            now += bytes.available() > 0 ? pause.toNanos() : 0;
            return bytes.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            now += bytes.available() > 0 ? pause.toNanos() : 0;
            return bytes.read(target, offset, Math.min(portion, length));
        }
    }
}
