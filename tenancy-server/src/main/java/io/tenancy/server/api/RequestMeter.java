package io.tenancy.server.api;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Caller;
import io.tenancy.core.usage.RequestCounts;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;

/** Counts each answer to a caller who was let in, in memory. */
final class RequestMeter implements ContainerResponseFilter {
    private final RequestCounts counts;

    RequestMeter(RequestCounts counts) {
        this.counts = requireNonNull(counts);
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getSecurityContext() != null
                && request.getSecurityContext().getUserPrincipal() instanceof Caller caller) {
            counts.note(caller.tenant());
        }
    }
}
