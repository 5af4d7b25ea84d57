package io.tenancy.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where two programs could differ about where a request ends, it is refused and its connection closed (RFC 9112, section 6.3). */
final class FramingTest {
    @RegisterExtension
    static final TestApi API = new TestApi();

    /** In place of a line's end stands a bar, for a bare LF a !. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', textBlock = """
            length and chunks      ; POST /v1/auth/login HTTP/1.1|Host: x|Content-Length: 5|Transfer-Encoding: chunked||0||
            chunks and length      ; POST /v1/auth/login HTTP/1.1|Host: x|Transfer-Encoding: chunked|Content-Length: 5||0||
            two lengths            ; POST /v1/auth/login HTTP/1.1|Host: x|Content-Length: 2|Content-Length: 3||{}
            the same length twice  ; POST /v1/auth/login HTTP/1.1|Host: x|Content-Length: 2|Content-Length: 2||{}
            a list of lengths      ; POST /v1/auth/login HTTP/1.1|Host: x|Content-Length: 2, 2||{}
            a length with a sign   ; POST /v1/auth/login HTTP/1.1|Host: x|Content-Length: +2||{}
            a negative length      ; POST /v1/auth/login HTTP/1.1|Host: x|Content-Length: -2||{}
            a length of hex        ; POST /v1/auth/login HTTP/1.1|Host: x|Content-Length: 0x2||{}
            an unknown encoding    ; POST /v1/auth/login HTTP/1.1|Host: x|Transfer-Encoding: xchunked||0||
            chunked twice          ; POST /v1/auth/login HTTP/1.1|Host: x|Transfer-Encoding: chunked, chunked||0||
            chunked not the last   ; POST /v1/auth/login HTTP/1.1|Host: x|Transfer-Encoding: chunked, identity||0||
            a folded line          ; GET /v1/me HTTP/1.1|Host: x|X-Folded: a| b||
            a space before a colon ; GET /v1/me HTTP/1.1|Host: x|X-Spaced : a||
            a line without a colon ; GET /v1/me HTTP/1.1|Host: x|nonsense||
            a bare LF              ; GET /v1/me HTTP/1.1!Host: x!!
            a bare LF in a header  ; GET /v1/me HTTP/1.1|Host: x!X-Other: a||
            two hosts              ; GET /v1/me HTTP/1.1|Host: x|Host: y||
            no host                ; GET /v1/me HTTP/1.1||
            HTTP 0.9               ; GET /v1/me|
            a size that is no hex  ; POST /v1/auth/login HTTP/1.1|Host: x|Content-Type: application/json|Transfer-Encoding: chunked||zz|{}|0||
            a size with a sign     ; POST /v1/auth/login HTTP/1.1|Host: x|Content-Type: application/json|Transfer-Encoding: chunked||-2|{}|0||
            a chunk with bare LF   ; POST /v1/auth/login HTTP/1.1|Host: x|Content-Type: application/json|Transfer-Encoding: chunked||2!{}!0!!
            """)
    void refuses(String name, String request) throws IOException {
        String answer = API.raw(request.strip().replace("|", "\r\n").replace("!", "\n"));

        assertThat(answer).as(name).matches("(?s)HTTP/1.1 (400|501|505|426) .*");
        assertThat(answer).containsOnlyOnce("HTTP/1.1");
    }

    @ParameterizedTest
    @CsvSource({"TRACE, /v1/me", "CONNECT, example.org:443", "CONNECT, /v1/me", "TRACK, /v1/me"})
    void knowsNoMethodThatEchoesOrTunnels(String method, String target) throws IOException {
        String answer = API.rawHead(method + " " + target + " HTTP/1.1\r\nHost: x\r\nX-Echo: zzyzx\r\n\r\n");

        assertThat(answer).matches("(?s)HTTP/1.1 (400|404|405|501) .*").doesNotContain("zzyzx");
    }

    @Test
    void limitsTheUriAndTheHeader() throws IOException {
        assertThat(API.raw("GET /v1/" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .startsWith("HTTP/1.1 414")
                .contains("application/problem+json", "uri.too_long");
        assertThat(API.raw("GET /v1/me HTTP/1.1\r\nHost: x\r\nX-Long: " + "a".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431")
                .contains("application/problem+json", "header.too_large");
    }
}
