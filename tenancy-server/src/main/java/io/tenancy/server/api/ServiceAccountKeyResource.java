package io.tenancy.server.api;

import static java.util.Objects.requireNonNull;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.Page;
import io.tenancy.core.access.Caller;
import io.tenancy.core.apikey.ApiKey;
import io.tenancy.core.apikey.ApiKeyId;
import io.tenancy.core.apikey.ApiKeyService;
import io.tenancy.core.apikey.NewApiKey;
import io.tenancy.core.apikey.Rotation;
import io.tenancy.core.serviceaccount.ServiceAccountId;
import io.tenancy.server.Services;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The API keys of a service account, each of which is a client secret too. */
@Path("/v1/service-accounts/{id}/keys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Programs")
public final class ServiceAccountKeyResource {
    private final ApiKeyService keys;
    private final ApiSettings settings;

    public ServiceAccountKeyResource(Services services, ApiSettings settings) {
        this.keys = services.apiKeys();
        this.settings = requireNonNull(settings);
    }

    @GET
    @RequiresPermission("service_account:read")
    @Operation(
            operationId = "listServiceAccountKeys",
            summary = "List the keys of a service account",
            description = "The youngest first.")
    public Page<ApiKey> list(@Auth Caller caller, @PathParam("id") ServiceAccountId id) {
        return keys.of(caller, id);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("service_account:write")
    @FreshProof
    @Once
    @Operation(
            operationId = "createServiceAccountKey",
            summary = "Create a key for a service account",
            description = "The secret is shown this once. The key never allows more than the account may do.")
    @ApiResponse(
            responseCode = "201",
            description = "The key is created.",
            content = @Content(schema = @Schema(implementation = IssuedApiKey.class)))
    public Response create(@Auth Caller caller, @PathParam("id") ServiceAccountId id, NewApiKey wanted) {
        return created(id, IssuedApiKey.of(keys.createFor(caller, id, wanted)));
    }

    @GET
    @Path("/{keyId}")
    @RequiresPermission("service_account:read")
    @Operation(operationId = "getServiceAccountKey", summary = "See a key of a service account")
    public ApiKey get(@Auth Caller caller, @PathParam("id") ServiceAccountId id, @PathParam("keyId") ApiKeyId keyId) {
        return keys.of(caller, id, keyId);
    }

    @POST
    @Path("/{keyId}/rotate")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("service_account:write")
    @FreshProof
    @Once
    @Operation(
            operationId = "rotateServiceAccountKey",
            summary = "Replace a key of a service account",
            description = "The old one is good until the overlap ends.")
    @ApiResponse(
            responseCode = "201",
            description = "The new key is created.",
            content = @Content(schema = @Schema(implementation = IssuedApiKey.class)))
    public Response rotate(
            @Auth Caller caller,
            @PathParam("id") ServiceAccountId id,
            @PathParam("keyId") ApiKeyId keyId,
            Rotation wanted) {
        return created(id, IssuedApiKey.of(keys.rotateFor(caller, id, keyId, wanted)));
    }

    @DELETE
    @Path("/{keyId}")
    @RequiresPermission("service_account:write")
    @Operation(
            operationId = "revokeServiceAccountKey",
            summary = "Revoke a key of a service account",
            description = "Takes effect within 2 s, on the access tokens that were given for it too.")
    @ApiResponse(responseCode = "204", description = "The key is revoked.")
    public void revoke(@Auth Caller caller, @PathParam("id") ServiceAccountId id, @PathParam("keyId") ApiKeyId keyId) {
        keys.revokeFor(caller, id, keyId);
    }

    private Response created(ServiceAccountId account, IssuedApiKey issued) {
        return Answers.created(
                settings.link("/v1/service-accounts/" + account.value() + "/keys/"
                        + issued.key().id().value()),
                issued);
    }
}
