package io.tenancy.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tenancy.server.config.Network;
import io.tenancy.server.config.TrustedProxies;
import io.tenancy.server.config.TrustedProxies.Form;
import io.tenancy.server.e2e.Answer;
import io.tenancy.server.e2e.Json;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is believed when it says where a request has come from. The tests' own address is that of the nearest proxy. */
final class ForwardedTest {
    private static final String PEER = "127.0.0.1";
    private static final String HSTS = "Strict-Transport-Security";

    @Nested
    final class WithoutProxies {
        @RegisterExtension
        static final TestApi API = new TestApi();

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                X-Forwarded-For | 203.0.113.9
                Forwarded       | for=203.0.113.9;proto=https
                X-Real-Ip       | 203.0.113.9
                """)
        void nobodyIsBelieved(String header, String value) {
            assertThat(address(API, header, value)).isEqualTo(PEER);
            assertThat(API.get("/v1/me")
                            .as("acme.owner")
                            .header(header, value)
                            .header("X-Forwarded-Proto", "https")
                            .send()
                            .headers()
                            .firstValue(HSTS))
                    .isEmpty();
        }
    }

    @Nested
    final class BehindXForwarded {
        @RegisterExtension
        static final TestApi API = new TestApi(proxies(Form.X_FORWARDED));

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                203.0.113.9                              | 203.0.113.9
                203.0.113.9:4711                         | 203.0.113.9
                2001:db8::1                              | 2001:db8:0:0:0:0:0:1
                [2001:db8::1]:4711                       | 2001:db8:0:0:0:0:0:1
                1.2.3.4, 203.0.113.9                     | 203.0.113.9
                1.2.3.4, 203.0.113.9, 10.1.2.3           | 203.0.113.9
                10.9.9.9, 203.0.113.9, 10.1.2.3          | 203.0.113.9
                10.9.9.9, 10.1.2.3                       | 10.9.9.9
                203.0.113.9, nonsense, 10.1.2.3          | 10.1.2.3
                203.0.113.9, unknown                     | 127.0.0.1
                203.0.113.9,                             | 127.0.0.1
                localhost                                | 127.0.0.1
                11.0.0.1, 172.16.0.1                     | 172.16.0.1
                """)
        void theLastHopThatIsNoProxyIsTheClient(String header, String client) {
            assertThat(address(API, "X-Forwarded-For", header)).isEqualTo(client);
        }

        @Test
        void theOtherHeaderIsNotRead() {
            assertThat(address(API, "Forwarded", "for=203.0.113.9")).isEqualTo(PEER);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                203.0.113.9           | https        | true
                203.0.113.9           | HTTPS        | true
                203.0.113.9           | http         | false
                203.0.113.9           | gopher       | false
                203.0.113.9, 10.0.0.1 | https, http  | true
                1.2.3.4, 203.0.113.9  | https, http  | false
                """)
        void whatCameOverTlsIsAskedToStayThere(String addresses, String schemes, boolean secure) {
            Answer answer = API.get("/v1/me")
                    .as("acme.owner")
                    .header("X-Forwarded-For", addresses)
                    .header("X-Forwarded-Proto", schemes)
                    .header("X-Forwarded-Host", "evil.example")
                    .send()
                    .expect(200);

            assertThat(answer.headers().firstValue(HSTS).isPresent()).isEqualTo(secure);
        }

        @Test
        void aRefusalIsAskedToStayThereToo() {
            Answer answer = API.get("/v1/nothing")
                    .header("X-Forwarded-For", "203.0.113.9")
                    .header("X-Forwarded-Proto", "https")
                    .send()
                    .expect(404);

            assertThat(answer.headers().firstValue(HSTS)).contains("max-age=31536000");
        }

        @Test
        void noLinkIsMadeOfWhatTheySay() {
            Answer created = API.call(
                            "POST",
                            "/v1/roles",
                            Json.of("name", "linked", "description", "", "permissions", List.of("user:read")))
                    .as("acme.owner")
                    .header("X-Forwarded-For", "203.0.113.9")
                    .header("X-Forwarded-Host", "evil.example")
                    .send()
                    .expect(201);

            assertThat(created.headers().firstValue("Location").orElseThrow()).startsWith("https://api.test/base/");
        }
    }

    @Nested
    final class BehindForwarded {
        @RegisterExtension
        static final TestApi API = new TestApi(proxies(Form.FORWARDED));

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                for=203.0.113.9                           | 203.0.113.9
                For="203.0.113.9:47011";proto=https       | 203.0.113.9
                for="[2001:db8:cafe::17]:4711"            | 2001:db8:cafe:0:0:0:0:17
                for=1.2.3.4, for=203.0.113.9;by=10.0.0.1  | 203.0.113.9
                for=203.0.113.9, for=10.0.0.1             | 203.0.113.9
                for=203.0.113.9, for=_hidden              | 127.0.0.1
                for=unknown                               | 127.0.0.1
                proto=https                               | 127.0.0.1
                """)
        void theLastHopThatIsNoProxyIsTheClient(String header, String client) {
            assertThat(address(API, "Forwarded", header)).isEqualTo(client);
        }

        @Test
        void theOtherHeaderIsNotRead() {
            assertThat(address(API, "X-Forwarded-For", "203.0.113.9")).isEqualTo(PEER);
        }
    }

    private static TrustedProxies proxies(Form form) {
        return new TrustedProxies(
                List.of(
                        new Network(InetAddress.getLoopbackAddress(), 32),
                        new Network(Network.address("10.0.0.0").orElseThrow(), 8)),
                form);
    }

    /** Signs in with a header, and sees which address the session has. */
    private static String address(TestApi api, String header, String value) {
        String token = api.call(
                        "POST",
                        "/v1/auth/login",
                        Json.of("tenant", "acme", "email", "owner@acme.test", "password", TestApi.PASSWORD))
                .header(header, value)
                .send()
                .expect(200)
                .text("accessToken");
        JsonNode sessions = api.get("/v1/me/sessions")
                .header("Authorization", "Bearer " + token)
                .send()
                .expect(200)
                .json()
                .path("items");
        for (JsonNode session : sessions) {
            if (session.path("current").asBoolean()) {
                return session.path("address").asText();
            }
        }
        throw new AssertionError(sessions.toString());
    }
}
