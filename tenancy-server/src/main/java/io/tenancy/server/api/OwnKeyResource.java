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

/** The API keys of the signed-in user, for programs of theirs. */
@Path("/v1/me/api-keys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Programs")
public final class OwnKeyResource {
    private final ApiKeyService keys;
    private final ApiSettings settings;

    public OwnKeyResource(Services services, ApiSettings settings) {
        this.keys = services.apiKeys();
        this.settings = requireNonNull(settings);
    }

    @GET
    @SignedIn
    @Operation(operationId = "listOwnApiKeys", summary = "List one's API keys", description = "The youngest first.")
    public Page<ApiKey> list(@Auth Caller caller) {
        return keys.own(caller);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @SignedIn
    @FreshProof
    @Once
    @Operation(
            operationId = "createOwnApiKey",
            summary = "Create an API key",
            description = "The secret is shown this once. The key never allows more than one may do oneself.")
    @ApiResponse(
            responseCode = "201",
            description = "The key is created.",
            content = @Content(schema = @Schema(implementation = IssuedApiKey.class)))
    public Response create(@Auth Caller caller, NewApiKey wanted) {
        return created(IssuedApiKey.of(keys.createOwn(caller, wanted)));
    }

    @GET
    @Path("/{id}")
    @SignedIn
    @Operation(operationId = "getOwnApiKey", summary = "See one of one's API keys")
    public ApiKey get(@Auth Caller caller, @PathParam("id") ApiKeyId id) {
        return keys.own(caller, id);
    }

    @POST
    @Path("/{id}/rotate")
    @Consumes(MediaType.APPLICATION_JSON)
    @SignedIn
    @FreshProof
    @Once
    @Operation(
            operationId = "rotateOwnApiKey",
            summary = "Replace an API key",
            description = "The old one is good until the overlap ends.")
    @ApiResponse(
            responseCode = "201",
            description = "The new key is created.",
            content = @Content(schema = @Schema(implementation = IssuedApiKey.class)))
    public Response rotate(@Auth Caller caller, @PathParam("id") ApiKeyId id, Rotation wanted) {
        return created(IssuedApiKey.of(keys.rotateOwn(caller, id, wanted)));
    }

    @DELETE
    @Path("/{id}")
    @SignedIn
    @Operation(operationId = "revokeOwnApiKey", summary = "Revoke an API key", description = "Takes effect within 2 s.")
    @ApiResponse(responseCode = "204", description = "The key is revoked.")
    public void revoke(@Auth Caller caller, @PathParam("id") ApiKeyId id) {
        keys.revokeOwn(caller, id);
    }

    private Response created(IssuedApiKey issued) {
        return Answers.created(
                settings.link("/v1/me/api-keys/" + issued.key().id().value()), issued);
    }
}
