package io.tenancy.server.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import java.util.Set;

/**
 * Refuses a question about access with the statuses that OpenID AuthZEN Authorization API 1.0 knows: one that cannot be read,
 * for its type or for the form of a member, is a bad request.
 */
final class DecisionRefusals implements ContainerResponseFilter {
    /** Where questions about access are asked. */
    static final String PATH = "access/v1/";

    private static final Set<Integer> UNREADABLE = Set.of(415, 422);

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (UNREADABLE.contains(response.getStatus())
                && request.getUriInfo().getPath().startsWith(PATH)
                && response.getEntity() instanceof Problem problem) {
            response.setStatus(400);
            response.setEntity(problem.with(400));
        }
    }
}
