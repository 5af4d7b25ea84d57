package io.tenancy.server.api;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.access.Caller;
import io.tenancy.core.mfa.FactorService;
import io.tenancy.core.user.UserId;
import io.tenancy.server.Services;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The second factors of a user of the caller's tenant. */
@Path("/v1/users/{id}/mfa")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Users")
public final class UserMfaResource {
    private final FactorService factors;

    public UserMfaResource(Services services) {
        this.factors = services.factors();
    }

    @DELETE
    @RequiresPermission("user:write")
    @FreshProof
    @Operation(
            operationId = "resetMfaOfUser",
            summary = "Remove the second factors of a user who has lost them",
            description = "Ends the user's sessions. Make sure first that it is really they who ask.")
    @ApiResponse(responseCode = "204", description = "The user has no second factor.")
    public void reset(@Auth Caller caller, @PathParam("id") UserId user) {
        factors.reset(caller, user);
    }
}
