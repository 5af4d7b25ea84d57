package io.tenancy.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class UnreadBodyTest {
    @RegisterExtension
    static final TestApi API = new TestApi();

    private static final String LAST = "GET /v1/me HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

    @Test
    void keepsTheConnectionWhenAShortBodyIsRefused() throws IOException {
        String answers = API.raw(post("{}") + post("{}") + LAST);

        assertThat(answers).contains("token.missing").doesNotContain("500");
        assertThat(answers.split("HTTP/1.1 401", -1)).hasSize(4);
    }

    @Test
    void saysThatTheConnectionEndsWhenALongBodyIsRefused() throws IOException {
        String answers = API.raw(post("x".repeat(100_000)) + LAST);

        assertThat(answers.split("HTTP/1.1 401", -1)).hasSize(2);
        assertThat(answers).containsIgnoringCase("Connection: close");
    }

    @Test
    void keepsTheConnectionWhenAShortBodyIsRefusedThatCameInChunks() throws IOException {
        String answers = API.raw(chunked("x".repeat(10_000)) + "0\r\n\r\n" + chunked("{}") + "0\r\n\r\n" + LAST);

        assertThat(answers.split("HTTP/1.1 401", -1)).hasSize(4);
    }

    @Test
    void waitsForNothingThatIsNotThere() throws IOException {
        String answers = API.raw(chunked("x".repeat(65_450))); // enough for a thread, and no end

        assertThat(answers).containsOnlyOnce("HTTP/1.1 401").containsIgnoringCase("Connection: close");
    }

    private static String chunked(String body) {
        return "POST /v1/users HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                + Integer.toHexString(body.length()) + "\r\n" + body + "\r\n";
    }

    private static String post(String body) {
        return "POST /v1/users HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }
}
