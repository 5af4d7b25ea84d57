package io.tenancy.server.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.access.common.spi.IAccessEvent;
import io.dropwizard.logging.common.ConsoleAppenderFactory;
import io.tenancy.testkit.Eventually;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines of requests of a Jetty server on the standard output. */
final class BatchedLinesTest {
    private final PrintStream before = System.out;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final Server server = new Server(0);

    @BeforeEach
    void listen() {
        System.setOut(new PrintStream(written, true, UTF_8));
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                callback.succeeded();
                return true;
            }
        });
    }

    private void serve(boolean neverBlock) throws Exception {
        ConsoleAppenderFactory<IAccessEvent> console = new ConsoleAppenderFactory<>();
        console.setNeverBlock(neverBlock);
        console.setQueueSize(1_000);
        AccessLogFactory log = new AccessLogFactory();
        log.setAppenders(List.of(console));
        server.setRequestLog(log.build("test"));
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
        System.setOut(before);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyRequestHasItsLineInItsOrder(boolean neverBlock) throws Exception {
        serve(neverBlock);
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        for (int i = 0; i < 200; i++) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(server.getURI() + "request-" + i + "-"))
                    .build();
            assertThat(client.send(request, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(200);
        }
        server.stop();

        List<String> lines = written.toString(UTF_8)
                .lines()
                .filter(line -> line.contains("GET /request-"))
                .toList();
        assertThat(lines).hasSize(200);
        assertThat(IntStream.range(0, 200)).allMatch(i -> lines.get(i).contains("GET /request-" + i + "- HTTP/1.1"));
    }

    /** As when whoever collects the lines does not read for a while. */
    @Test
    void requestsDoNotWaitForALineThatIsHeldUp() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        Semaphore goOn = new Semaphore(0);
        System.setOut(new PrintStream(
                new FilterOutputStream(written) {
                    @Override
                    public void write(byte[] bytes, int offset, int length) throws IOException {
                        if (new String(bytes, offset, length, UTF_8).contains("GET /held- ")) {
                            held.countDown();
                            goOn.acquireUninterruptibly();
                            goOn.release();
                        }
                        super.write(bytes, offset, length);
                    }
                },
                true,
                UTF_8));
        serve(false);
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.getURI() + "held-"))
                .timeout(Duration.ofSeconds(30))
                .build();

        client.send(request, BodyHandlers.discarding());
        held.await();
        for (int i = 0; i < 20; i++) {
            assertThat(client.send(request, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(200);
        }
        assertThat(written.toString(UTF_8)).doesNotContain("GET /held- ");
        goOn.release();
        server.stop();

        assertThat(written.toString(UTF_8).lines().filter(line -> line.contains("GET /held- ")))
                .hasSize(21);
    }

    /** Nothing comes behind the line that would push it. */
    @Test
    void theLastLineIsNotKeptBack() throws Exception {
        serve(false);
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        URI uri = URI.create(server.getURI() + "last-");

        client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding());

        assertThat(Eventually.within(
                        Duration.ofSeconds(10), () -> written.toString(UTF_8), text -> text.contains("last-")))
                .contains("GET /last- HTTP/1.1");
    }
}
