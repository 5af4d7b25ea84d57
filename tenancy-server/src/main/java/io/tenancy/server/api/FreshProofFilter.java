package io.tenancy.server.api;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Caller;
import io.tenancy.core.login.StepUpService;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;

/** Stands behind the {@link AccessFilter} and lets through whose proof of who they are is fresh. */
@Priority(Priorities.AUTHORIZATION)
final class FreshProofFilter implements ContainerRequestFilter {
    private final StepUpService stepUps;

    FreshProofFilter(StepUpService stepUps) {
        this.stepUps = requireNonNull(stepUps);
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (!(request.getSecurityContext().getUserPrincipal() instanceof Caller caller)) {
            throw new IllegalStateException("An operation for everybody asks for a fresh proof.");
        }
        stepUps.requireRecent(caller);
    }
}
