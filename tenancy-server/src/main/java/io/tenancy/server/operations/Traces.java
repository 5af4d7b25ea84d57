package io.tenancy.server.operations;

import static java.util.Objects.requireNonNull;

import io.dropwizard.core.setup.Environment;
import io.dropwizard.lifecycle.Managed;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.tenancy.persistence.Persistence;
import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Traces of requests, sent to a collector by OTLP. The variables OTEL_* of the OpenTelemetry specification say where to and
 * how. Where traces are off this class is never loaded, and nothing of it stands in the way of a request.
 */
public final class Traces implements Managed {
    private static final String SCOPE = "io.tenancy";
    private static final long PATIENCE_SECONDS = 5;

    /** What holds unless a variable says otherwise; metrics are for Prometheus, and logs for the standard output. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "otel.service.name", "tenancy",
            "otel.traces.exporter", "otlp",
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none",
            "otel.propagators", "tracecontext",
            "otel.exporter.otlp.protocol", "http/protobuf");

    private final OpenTelemetrySdk sdk;

    private Traces(OpenTelemetrySdk sdk) {
        this.sdk = requireNonNull(sdk);
    }

    /**
     * Begins to trace the requests of a server. It is to be called before the API is registered, which it stands around.
     *
     * @param environment the variables, of which those of OpenTelemetry count
     */
    public static void open(Environment server, Persistence persistence, Map<String, String> environment) {
        Traces traces = new Traces(AutoConfiguredOpenTelemetrySdk.builder()
                .disableShutdownHook()
                .addPropertiesSupplier(() -> DEFAULTS)
                .addPropertiesCustomizer(known -> properties(environment))
                .build()
                .getOpenTelemetrySdk());
        Tracer tracer = traces.sdk.getTracer(SCOPE);
        TextMapPropagator propagator = traces.sdk.getPropagators().getTextMapPropagator();
        server.lifecycle().manage(traces);
        server.servlets()
                .addFilter("traces", new RequestSpans(tracer, propagator))
                .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
        server.jersey().register(new RouteOfSpan());
        persistence.watch(new DatabaseSpans(tracer));
    }

    /** OTEL_SERVICE_NAME is otel.service.name, as the specification has it. */
    private static Map<String, String> properties(Map<String, String> environment) {
        return environment.entrySet().stream()
                .filter(variable -> variable.getKey().startsWith("OTEL_"))
                .filter(variable -> !variable.getValue().isBlank())
                .collect(Collectors.toUnmodifiableMap(
                        variable -> variable.getKey().toLowerCase(Locale.ROOT).replace('_', '.'), Map.Entry::getValue));
    }

    @Override
    public void stop() {
        sdk.shutdown().join(PATIENCE_SECONDS, TimeUnit.SECONDS); // sends what waits to be sent
    }
}
