package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.tenancy.server.e2e.NewTenants.Opened;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a collector is sent of the requests to a server, which believes 127.0.0.1 to be a proxy. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TracesTest {
    private static final String CALLERS_TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLERS_SPAN = "00f067aa0ba902b7";

    private final Queue<ResourceSpans> sent = new ConcurrentLinkedQueue<>();
    private HttpServer collector;
    private Opened acme;
    private List<Span> spans;
    private JsonNode entry;

    @BeforeAll
    void serveAndStop() throws Exception {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", this::take);
        collector.start();
        Deployment deployment = Deployment.fresh()
                .with("TENANCY_TRACES", "otlp")
                .with("TENANCY_TRUSTED_PROXIES", "127.0.0.1")
                .with("OTEL_SERVICE_NAME", "tenancy-under-test")
                .with(
                        "OTEL_EXPORTER_OTLP_ENDPOINT",
                        "http://127.0.0.1:" + collector.getAddress().getPort());
        try (RunningServer server = deployment.start()) {
            acme = NewTenants.open(deployment.operator(server), server, "acme");
            acme.client().get("/v1/users?search=secret-in-a-query").expect(200);
            acme.client().get("/v1/users/01890a5d-ac96-774b-bcce-b302099a8002").expect(404);
            acme.client()
                    .post("/v1/groups", Json.of("name", "Friends", "description", "", "roles", List.of()))
                    .expect(201);
            entry = acme.client()
                    .get("/v1/audit?action=group.created")
                    .expect(200)
                    .json()
                    .at("/items/0");
            HttpRequest fromElsewhere = HttpRequest.newBuilder(URI.create(server.url() + "/v1/auth/nothing-here"))
                    .header("traceparent", "00-" + CALLERS_TRACE + "-" + CALLERS_SPAN + "-01")
                    .build();
            HttpClient.newHttpClient().send(fromElsewhere, BodyHandlers.discarding());
        }
        spans = sent.stream()
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .map(ScopeSpans::getSpansList)
                .flatMap(List::stream)
                .toList();
    }

    @AfterAll
    void close() {
        collector.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            sent.addAll(ExportTraceServiceRequest.parseFrom(exchange.getRequestBody())
                    .getResourceSpansList());
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aRequestIsASpanWithItsRouteItsStatusAndItsTenant() {
        assertThat(requests("GET /v1/users")).singleElement().satisfies(span -> {
            assertThat(attributes(span))
                    .containsEntry("http.request.method", "GET")
                    .containsEntry("http.route", "/v1/users")
                    .containsEntry("http.response.status_code", "200")
                    .containsEntry("tenancy.tenant_id", acme.id())
                    .containsKey("tenancy.request_id");
            assertThat(span.getParentSpanId().isEmpty()).isTrue();
        });
        assertThat(requests("GET /v1/users/{id}"))
                .singleElement()
                .satisfies(span -> assertThat(attributes(span)).containsEntry("http.response.status_code", "404"));
        assertThat(sent.stream().flatMap(resource -> resource.getResource().getAttributesList().stream()))
                .anySatisfy(one -> assertThat(one.getValue().getStringValue()).isEqualTo("tenancy-under-test"));
    }

    @Test
    void whatTheDatabaseDoesForARequestIsWithinItsSpan() {
        Span request = requests("POST /v1/tenants").get(0);

        List<Span> within = spans.stream()
                .filter(span -> span.getParentSpanId().equals(request.getSpanId()))
                .toList();

        assertThat(within).isNotEmpty().allSatisfy(span -> {
            assertThat(span.getTraceId()).isEqualTo(request.getTraceId());
            assertThat(span.getKind()).isEqualTo(SpanKind.SPAN_KIND_CLIENT);
            assertThat(attributes(span)).containsOnly(Map.entry("db.system.name", "postgresql"));
        });
        assertThat(within).extracting(Span::getName).contains("postgresql transaction");
    }

    @Test
    void aTraceThatATrustedProxyBeganGoesOn() {
        assertThat(spans)
                .filteredOn(span -> hex(span.getTraceId()).equals(CALLERS_TRACE))
                .singleElement()
                .satisfies(span -> {
                    assertThat(hex(span.getParentSpanId())).isEqualTo(CALLERS_SPAN);
                    assertThat(span.getKind()).isEqualTo(SpanKind.SPAN_KIND_SERVER);
                    assertThat(attributes(span)).containsEntry("http.response.status_code", "404");
                });
    }

    @Test
    void anEntryOfTheAuditTrailSaysOfWhichTraceAndRequestItIs() {
        assertThat(requests("POST /v1/groups")).singleElement().satisfies(span -> {
            assertThat(entry.at("/origin/traceId").asText()).isEqualTo(hex(span.getTraceId()));
            assertThat(attributes(span))
                    .containsEntry(
                            "tenancy.request_id", entry.at("/origin/requestId").asText());
        });
    }

    @Test
    void nothingThatMustNotBeKeptIsInASpan() {
        assertThat(sent.toString())
                .doesNotContain(
                        "secret-in-a-query",
                        "01890a5d-ac96-774b-bcce-b302099a8002",
                        "SELECT",
                        "Bearer",
                        "nothing-here");
    }

    private List<Span> requests(String name) {
        return spans.stream()
                .filter(span -> span.getKind() == SpanKind.SPAN_KIND_SERVER)
                .filter(span -> span.getName().equals(name))
                .toList();
    }

    private static Map<String, String> attributes(Span span) {
        return span.getAttributesList().stream().collect(Collectors.toMap(KeyValue::getKey, TracesTest::value));
    }

    private static String value(KeyValue attribute) {
        return attribute.getValue().hasIntValue()
                ? String.valueOf(attribute.getValue().getIntValue())
                : attribute.getValue().getStringValue();
    }

    private static String hex(com.google.protobuf.ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }
}
