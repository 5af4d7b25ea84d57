package io.tenancy.server.api;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.Page;
import io.tenancy.core.access.Caller;
import io.tenancy.core.apikey.ApiKey;
import io.tenancy.core.apikey.ApiKeyId;
import io.tenancy.core.apikey.ApiKeyService;
import io.tenancy.core.user.UserId;
import io.tenancy.server.Services;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The API keys of a user of the caller's tenant. */
@Path("/v1/users/{id}/api-keys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Programs")
public final class UserKeyResource {
    private final ApiKeyService keys;

    public UserKeyResource(Services services) {
        this.keys = services.apiKeys();
    }

    @GET
    @RequiresPermission("user:read")
    @Operation(operationId = "listUserApiKeys", summary = "List a user's API keys", description = "The youngest first.")
    public Page<ApiKey> list(@Auth Caller caller, @PathParam("id") UserId id) {
        return keys.of(caller, id);
    }

    @DELETE
    @Path("/{keyId}")
    @RequiresPermission("user:write")
    @Operation(
            operationId = "revokeUserApiKey",
            summary = "Revoke a user's API key",
            description = "Takes effect within 2 s.")
    @ApiResponse(responseCode = "204", description = "The key is revoked.")
    public void revoke(@Auth Caller caller, @PathParam("id") UserId id, @PathParam("keyId") ApiKeyId keyId) {
        keys.revokeFor(caller, id, keyId);
    }
}
