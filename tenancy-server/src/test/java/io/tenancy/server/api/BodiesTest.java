package io.tenancy.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.server.e2e.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a body may come: its size, its encoding, its charset; and what is hardly there. */
final class BodiesTest {
    @RegisterExtension
    static final TestApi API = new TestApi();

    private static final String USER = "{\"email\":\"grace@acme.test\",\"name\":\"Grace\",\"roles\":[\"VIEWER\"]}";

    private record Operation(String method, String path, String permission, boolean takesBody) {
        Answer send(byte[] body) {
            TestApi.Call call = API.call(
                    method,
                    path.replaceAll(
                                    "\\{(id|session|keyId|kid|grant|user|task|entitlement|flag|delivery|invoice|biller|job|hold)}",
                                    "none")
                            .replace("{key}", "locale")
                            .replace("{store}", "main"));
            return (permission.equals("open") ? call : call.as(caller()))
                    .json(body)
                    .send();
        }

        private String caller() {
            if (path.endsWith("/logout")) {
                API.signIn("acme", "owner@acme.test", "leaving");
                return "leaving";
            }
            return permission.startsWith("platform:") ? "operator" : "acme.owner";
        }
    }

    /** Those with a body of JSON or none; the forms of OAuth are tried elsewhere. */
    static Stream<Operation> operations() {
        return API.get("/openapi.json").send().expect(200).json().path("paths").properties().stream()
                .filter(path -> !path.getKey().startsWith("/oauth2/"))
                .flatMap(path -> path.getValue().properties().stream()
                        .map(operation -> new Operation(
                                operation.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                operation
                                        .getValue()
                                        .path("x-required-permission")
                                        .asText(),
                                operation.getValue().has("requestBody"))))
                .filter(operation -> !operation.path().endsWith("/archives/imports"));
    }

    @Test
    void areTriedWithEveryOperation() {
        for (Operation operation : operations().toList()) {
            for (String blank : List.of(" ", "\t", "\r\n")) {
                Answer answer = operation.send(blank.getBytes(UTF_8));
                assertThat(answer.status()).as(operation + answer.text()).isLessThan(500);
                assertThat(answer.text().contains("body.missing"))
                        .as(operation + answer.text())
                        .isEqualTo(operation.takesBody());
            }
            for (String marked : List.of("\uFEFF", "\uFEFF ", "\uFEFF{}")) {
                operation.send(marked.getBytes(UTF_8)).expect(400, "body.malformed");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "null", "\"x\""})
    void areRefusedWhereNoneIsNeeded(String body) {
        API.call("GET", "/v1/me").as("acme.owner").json(body).send().expect(400, "body.unexpected");
    }

    @ParameterizedTest
    @CsvSource({"login", "refresh", "password", "invitations/accept"})
    void areSmallWhereNobodyIsKnown(String operation) {
        byte[] large = new byte[BodyReader.LITTLE + 1];
        Arrays.fill(large, (byte) ' ');

        API.call("POST", "/v1/auth/" + operation).json(large).send().expect(413, "body.too_large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd", "compress", "deflate", "gzip, br", "nonsense"})
    void areNotReadInAnUnknownEncoding(String encoding) throws IOException {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflate = new DeflaterOutputStream(deflated)) {
            deflate.write(USER.getBytes(UTF_8));
        }

        create(encoding, encoding.equals("deflate") ? deflated.toByteArray() : USER.getBytes(UTF_8))
                .expect(415, "body.unsupported_type");
    }

    static Stream<byte[]> truncated() throws IOException {
        byte[] whole = gzip(USER);
        return Stream.of(5, whole.length / 2, whole.length - 9, whole.length - 1)
                .map(length -> Arrays.copyOf(whole, length));
    }

    @ParameterizedTest
    @MethodSource("truncated")
    void areNotReadWhereTheyEndTooEarly(byte[] body) {
        create("gzip", body).expect(400, "body.malformed");
    }

    @Test
    void areInflated() throws IOException {
        create("gzip", gzip(USER)).expect(201);
    }

    @ParameterizedTest
    @CsvSource({"utf-8, 400", "UTF-8, 400", "'\"utf-8\"', 400", "iso-8859-1, 415", "utf-16, 415", "nonsense, 415"})
    void areUtf8(String charset, int status) {
        API.call("POST", "/v1/auth/login")
                .header("Content-Type", "application/json;charset=" + charset)
                .body(new byte[] {' '})
                .send()
                .expect(status);
    }

    private static Answer create(String encoding, byte[] body) {
        return API.call("POST", "/v1/users")
                .as("acme.owner")
                .header("Content-Encoding", encoding)
                .json(body)
                .send();
    }

    private static byte[] gzip(String plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }
}
