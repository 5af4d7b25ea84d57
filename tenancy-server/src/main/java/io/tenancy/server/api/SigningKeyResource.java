package io.tenancy.server.api;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.Page;
import io.tenancy.core.access.Caller;
import io.tenancy.core.key.SigningKeyStatus;
import io.tenancy.core.platform.KeyService;
import io.tenancy.server.Services;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The keys that sign access tokens, for operators. */
@Path("/v1/keys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Platform")
public final class SigningKeyResource {
    private final KeyService keys;

    public SigningKeyResource(Services services) {
        this.keys = services.signingKeys();
    }

    @GET
    @RequiresPermission("platform:read_keys")
    @Operation(operationId = "listKeys", summary = "List all signing keys", description = "All on one page.")
    public Page<SigningKeyStatus> list(@Auth Caller caller) {
        return keys.list(caller);
    }

    @POST
    @Path("/rotate")
    @RequiresPermission("platform:write_keys")
    @FreshProof
    @Operation(
            operationId = "rotateKeys",
            summary = "Let the next key sign from now on",
            description = "It has to be published for a while before, so that everybody who verifies tokens knows it.")
    public Page<SigningKeyStatus> rotate(@Auth Caller caller) {
        return keys.rotate(caller);
    }

    @POST
    @Path("/{kid}/revoke")
    @RequiresPermission("platform:write_keys")
    @FreshProof
    @Operation(
            operationId = "revokeKey",
            summary = "Remove a signing key",
            description =
                    "Its tokens are void within two seconds on every node. Where it signed, the next key does so at"
                            + " once. Services that verify tokens themselves learn of it when they ask for the keys again.")
    @ApiResponse(responseCode = "204", description = "The key is gone.")
    public void revoke(@Auth Caller caller, @PathParam("kid") String kid) {
        keys.revoke(caller, kid);
    }
}
