package io.tenancy.server.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.key.PublicKeys;
import io.tenancy.server.Services;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What others need in order to verify this server's access tokens. */
@Path("/.well-known/jwks.json")
@Tag(name = "Discovery")
@Cost(0)
public final class KeysResource {
    private final PublicKeys keys;
    private final String caching;

    public KeysResource(Services services) {
        this.keys = services.keys();
        this.caching = "public, max-age=" + services.signingKeys().cacheAge().toSeconds();
    }

    @GET
    @Produces("application/jwk-set+json")
    @Open
    @Operation(operationId = "getJwks", summary = "The public signing keys, as a JWK Set (RFC 7517)")
    @ApiResponse(
            responseCode = "200",
            description = "The keys.",
            content = @Content(schema = @Schema(implementation = Map.class)))
    public Response get(@Context @Parameter(hidden = true) Request request) {
        String jwks = keys.jwks();
        EntityTag tag =
                new EntityTag(UUID.nameUUIDFromBytes(jwks.getBytes(UTF_8)).toString());
        Response.@Nullable ResponseBuilder unchanged = request.evaluatePreconditions(tag);
        return (unchanged == null ? Response.ok(jwks) : unchanged)
                .tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, caching)
                .build();
    }
}
