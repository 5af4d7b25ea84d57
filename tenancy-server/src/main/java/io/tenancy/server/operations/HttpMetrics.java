package io.tenancy.server.operations;

import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.regex.Pattern;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.ExtendedUriInfo;
import org.glassfish.jersey.server.monitoring.ApplicationEvent;
import org.glassfish.jersey.server.monitoring.ApplicationEventListener;
import org.glassfish.jersey.server.monitoring.RequestEvent;
import org.glassfish.jersey.server.monitoring.RequestEventListener;
import org.glassfish.jersey.uri.UriTemplate;
import org.jspecify.annotations.Nullable;

/** Times requests by method, route and status. A route is a template such as {@code /v1/users/{id}}, never an address. */
final class HttpMetrics implements ApplicationEventListener {
    private static final Pattern SLASHES = Pattern.compile("/{2,}");

    private final Histogram requests;

    HttpMetrics(PrometheusRegistry metrics) {
        this.requests = Histogram.builder()
                .name("http_server_request_duration_seconds")
                .help("Time from the first byte of a request to the end of its answer.")
                .labelNames("method", "route", "status")
                .classicOnly()
                .register(metrics);
    }

    @Override
    public void onEvent(ApplicationEvent event) {
        // Only requests count.
    }

    @Override
    public RequestEventListener onRequest(RequestEvent started) {
        long start = System.nanoTime();
        return event -> {
            if (event.getType() == RequestEvent.Type.FINISHED) {
                List<UriTemplate> templates = templates(event.getUriInfo());
                requests.labelValues(
                                templates.isEmpty()
                                        ? "any"
                                        : event.getContainerRequest().getMethod(),
                                route(templates),
                                status(event.getContainerResponse()))
                        .observe((System.nanoTime() - start) / 1e9);
            }
        };
    }

    private static List<UriTemplate> templates(@Nullable ExtendedUriInfo uri) {
        return uri == null ? List.of() : uri.getMatchedTemplates();
    }

    /** Jersey has the innermost template first. */
    static String route(List<UriTemplate> templates) {
        if (templates.isEmpty()) {
            return "none";
        }
        StringBuilder path = new StringBuilder();
        for (UriTemplate template : templates) {
            path.insert(0, template.getTemplate());
        }
        return path.indexOf("//") < 0 ? path.toString() : SLASHES.matcher(path).replaceAll("/");
    }

    private static String status(@Nullable ContainerResponse response) {
        return response == null ? "500" : String.valueOf(response.getStatus());
    }
}
