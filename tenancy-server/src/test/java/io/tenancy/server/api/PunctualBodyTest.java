package io.tenancy.server.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whoever has a thread already is waited for as long as they go on, and no longer. */
final class PunctualBodyTest {
    @RegisterExtension
    static final TestApi API = new TestApi();

    private static final int ENOUGH_FOR_A_THREAD = 70_000;
    private static final Duration SOON = Duration.ofSeconds(20); // less than a connection may be idle

    @Test
    void dropsWhoFallsSilentAfterABurst() throws IOException {
        try (Socket sender = sender()) {
            send(sender.getOutputStream(), ENOUGH_FOR_A_THREAD);

            assertThat(sender.getInputStream().readAllBytes()).isEmpty();
        }
    }

    @Test
    void waitsForWhoGoesOnSteadily() throws Exception {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try (Socket sender = sender()) {
            OutputStream out = sender.getOutputStream();
            send(out, ENOUGH_FOR_A_THREAD);
            ScheduledFuture<?> steady = clock.scheduleAtFixedRate(() -> send(out, 600), 1, 1, TimeUnit.SECONDS);
            var unused = clock.schedule(
                    () -> {
                        steady.cancel(false);
                        out.write("2\r\n{}\r\n0\r\n\r\n".getBytes(US_ASCII));
                        return true;
                    },
                    12,
                    TimeUnit.SECONDS);

            assertThat(new String(sender.getInputStream().readNBytes(12), US_ASCII))
                    .isEqualTo("HTTP/1.1 422");
        } finally {
            clock.shutdownNow();
        }
    }

    private static Socket sender() throws IOException {
        URI server = URI.create(API.url());
        Socket sender = new Socket(server.getHost(), server.getPort());
        sender.setSoTimeout((int) SOON.toMillis());
        String head = "POST /v1/users HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + API.token("acme.owner")
                + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
        sender.getOutputStream().write(head.getBytes(US_ASCII));
        return sender;
    }

    private static void send(OutputStream out, int blanks) {
        try {
            out.write((Integer.toHexString(blanks) + "\r\n" + " ".repeat(blanks) + "\r\n").getBytes(US_ASCII));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
