package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** A server with a heap of 256 MiB, to which bodies are sent that inflate to many times as much. */
class InflationBombTest {
    private static final int BOMBS = 12;
    private static final int MEBIBYTES = 512;

    private final Deployment deployment = Deployment.fresh();

    @Test
    void isRefusedFastAndTakesNoMemory() throws IOException {
        byte[] bomb = bomb();
        assertThat(bomb.length).isLessThan(1 << 20);
        try (ServerProcess server = deployment.startProcess()) {
            JsonClient operator = deployment.operator(server);
            String token = server.anonymous().login(Person.OPERATOR).expect(200).text("accessToken");
            HttpClient client = HttpClient.newHttpClient();
            HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "/v1/users"))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .header("Content-Encoding", "gzip")
                    .timeout(Duration.ofSeconds(20))
                    .POST(BodyPublishers.ofByteArray(bomb))
                    .build();

            List<CompletableFuture<HttpResponse<String>>> answers = Stream.generate(
                            () -> client.sendAsync(request, BodyHandlers.ofString()))
                    .limit(BOMBS)
                    .toList();

            assertThat(answers).allSatisfy(answer -> {
                assertThat(answer.join().statusCode()).isEqualTo(413);
                assertThat(answer.join().body()).contains("body.too_large");
            });
            operator.get("/v1/roles").expect(200);
        }
    }

    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            byte[] blank = " ".repeat(1 << 20).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            for (int i = 0; i < MEBIBYTES; i++) {
                gzip.write(blank);
            }
        }
        return bytes.toByteArray();
    }
}
