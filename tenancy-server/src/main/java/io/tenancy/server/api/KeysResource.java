package io.tenancy.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.key.PublicKeys;
import io.tenancy.server.Services;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** What others need in order to verify this server's access tokens. */
@Path("/.well-known/jwks.json")
@Tag(name = "Discovery")
public final class KeysResource {
    private final PublicKeys keys;

    public KeysResource(Services services) {
        this.keys = services.keys();
    }

    @GET
    @Produces("application/jwk-set+json")
    @Open
    @Operation(operationId = "getJwks", summary = "The public signing keys, as a JWK Set (RFC 7517)")
    @ApiResponse(
            responseCode = "200",
            description = "The keys.",
            content = @Content(schema = @Schema(implementation = Map.class)))
    public Response get() {
        return Response.ok(keys.jwks())
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
                .build();
    }
}
