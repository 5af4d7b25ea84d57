package io.tenancy.server.api;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.Page;
import io.tenancy.core.access.Caller;
import io.tenancy.core.grant.EffectivePermission;
import io.tenancy.core.grant.ExplanationService;
import io.tenancy.core.user.UserId;
import io.tenancy.server.Services;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What a user may do in the end, and why. */
@Path("/v1/users/{id}/permissions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Users")
public final class UserPermissionResource {
    private final ExplanationService explanations;

    public UserPermissionResource(Services services) {
        this.explanations = services.access().explanations();
    }

    @GET
    @RequiresPermission({"user:read", "role:read", "group:read"})
    @Operation(
            operationId = "explainPermissionsOfUser",
            summary = "See what a user may do, and why",
            description = "Each permission with every role, group and grant that gives it, and through which roles.")
    public Page<EffectivePermission> explain(@Auth Caller caller, @PathParam("id") UserId user) {
        return explanations.explain(caller, user);
    }
}
