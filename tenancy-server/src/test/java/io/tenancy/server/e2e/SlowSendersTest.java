package io.tenancy.server.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** More clients than the server has threads, each of which sends a body at a byte in four seconds. */
class SlowSendersTest {
    private static final int FAR_MORE = 1_100;
    private static final int MORE = 300;
    private static final int ENOUGH_FOR_A_THREAD = 65_450;
    private static final Duration SOON = Duration.ofSeconds(60);

    /** Long before a sender who is not dropped gives its thread back, and long enough for a machine with other work. */
    private static final Duration QUICKLY = Duration.ofSeconds(10);

    private static final String FROM_THE_FIRST = "POST /v1/auth/login HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/json\r\nContent-Length: 4000\r\n\r\n{";
    private static final String AFTER_A_BURST = "POST /v1/users HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
            + Integer.toHexString(ENOUGH_FOR_A_THREAD) + "\r\n" + " ".repeat(ENOUGH_FOR_A_THREAD) + "\r\nff\r\n";

    private final Deployment deployment = Deployment.fresh();
    private final List<SocketChannel> senders = new ArrayList<>();

    @Test
    void stopNobodyElseAndAreDropped() throws Exception {
        assertThat(timesUntilDropped(FAR_MORE, FROM_THE_FIRST)).hasSizeGreaterThan(10);
    }

    @Test
    void holdNoThreadByWhatTheyHaveSentAtOnce() throws Exception {
        assertThat(timesUntilDropped(MORE, AFTER_A_BURST)).isNotEmpty();
    }

    /** How long others waited for an answer, each no longer than is quick. */
    private List<Duration> timesUntilDropped(int count, String beginning) throws Exception {
        ScheduledExecutorService trickle = Executors.newSingleThreadScheduledExecutor();
        try (RunningServer server = deployment.start()) {
            JsonClient operator = deployment.operator(server);
            for (int i = 0; i < count; i++) {
                senders.add(open(server, beginning));
            }
            var unused = trickle.scheduleAtFixedRate(this::sendAByteEach, 1, 4, TimeUnit.SECONDS);

            long began = System.nanoTime();
            int open = count;
            List<Duration> times = new ArrayList<>();
            while (open > 0 && System.nanoTime() - began < SOON.toNanos()) {
                long asked = System.nanoTime();
                operator.get("/v1/roles").expect(200);
                operator.post("/v1/auth/nothing", Json.of("a", "b")).expect(404);
                times.add(Duration.ofNanos(System.nanoTime() - asked));
                open = stillOpen();
            }

            assertThat(open).isZero();
            assertThat(times).allSatisfy(time -> assertThat(time).isLessThan(QUICKLY));
            return times;
        } finally {
            trickle.shutdownNow();
            for (SocketChannel sender : senders) {
                sender.close();
            }
        }
    }

    private static SocketChannel open(RunningServer server, String beginning) throws IOException {
        SocketChannel sender = SocketChannel.open(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), server.url().getPort()));
        ByteBuffer bytes = ByteBuffer.wrap(beginning.getBytes(US_ASCII));
        while (bytes.hasRemaining()) {
            sender.write(bytes);
        }
        sender.configureBlocking(false);
        return sender;
    }

    private void sendAByteEach() {
        for (SocketChannel sender : senders) {
            try {
                sender.write(ByteBuffer.wrap(new byte[] {' '}));
            } catch (IOException e) {
                // It was dropped, which stillOpen() sees too.
            }
        }
    }

    /** How many the server has neither answered nor dropped. */
    private int stillOpen() {
        return (int) senders.stream().filter(SlowSendersTest::isOpen).count();
    }

    private static boolean isOpen(SocketChannel sender) {
        try {
            return sender.read(ByteBuffer.allocate(4_096)) == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
