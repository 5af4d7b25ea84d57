package io.tenancy.server.operations;

import io.opentelemetry.api.trace.Span;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import org.glassfish.jersey.server.ExtendedUriInfo;

/** Names the span of a request by its route, which is a template such as {@code /v1/users/{id}}. */
final class RouteOfSpan implements ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getUriInfo() instanceof ExtendedUriInfo uri
                && !uri.getMatchedTemplates().isEmpty()) {
            String route = HttpMetrics.route(uri.getMatchedTemplates());
            Span.current().updateName(request.getMethod() + " " + route).setAttribute("http.route", route);
        }
    }
}
