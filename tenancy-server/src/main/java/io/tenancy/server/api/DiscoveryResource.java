package io.tenancy.server.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.access.Permission;
import io.tenancy.core.access.Permissions;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Where others find what this server has of OAuth. It has no authorization endpoint and no ID tokens, and claims none. */
@Path("/.well-known")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Discovery")
@Cost(0)
public final class DiscoveryResource {
    private static final List<String> CLIENT_AUTHENTICATION = List.of("client_secret_basic", "client_secret_post");

    private final ServerMetadata metadata;

    public DiscoveryResource(ApiSettings settings) {
        this.metadata = new ServerMetadata(
                settings.baseUrl().toString(),
                link(settings, "/.well-known/jwks.json"),
                link(settings, "/oauth2/token"),
                CLIENT_AUTHENTICATION,
                List.of("client_credentials"),
                List.of(),
                Permissions.all().stream().map(Permission::name).sorted().toList(),
                link(settings, "/oauth2/introspect"),
                CLIENT_AUTHENTICATION,
                link(settings, "/oauth2/revoke"),
                List.of("client_secret_basic", "client_secret_post", "none"));
    }

    /** What the server has (RFC 8414, section 2). */
    public record ServerMetadata(
            @JsonProperty("issuer") String issuer,
            @JsonProperty("jwks_uri") String jwksUri,
            @JsonProperty("token_endpoint") String tokenEndpoint,

            @JsonProperty("token_endpoint_auth_methods_supported")
            List<String> tokenEndpointAuthMethods,

            @JsonProperty("grant_types_supported") List<String> grantTypes,
            @JsonProperty("response_types_supported") List<String> responseTypes,
            @JsonProperty("scopes_supported") List<String> scopes,
            @JsonProperty("introspection_endpoint") String introspectionEndpoint,

            @JsonProperty("introspection_endpoint_auth_methods_supported")
            List<String> introspectionAuthMethods,

            @JsonProperty("revocation_endpoint") String revocationEndpoint,

            @JsonProperty("revocation_endpoint_auth_methods_supported")
            List<String> revocationAuthMethods) {}

    @GET
    @Path("/oauth-authorization-server")
    @Open
    @Operation(operationId = "getServerMetadata", summary = "What the server has of OAuth (RFC 8414)")
    @ApiResponse(
            responseCode = "200",
            description = "The metadata.",
            content = @Content(schema = @Schema(implementation = ServerMetadata.class)))
    public Response oauth() {
        return answer();
    }

    @GET
    @Path("/openid-configuration")
    @Open
    @Operation(
            operationId = "getOpenIdConfiguration",
            summary = "The same at the place where OpenID Connect looks for it",
            description = "The server is no OpenID provider: it has no authorization endpoint and no ID tokens.")
    @ApiResponse(
            responseCode = "200",
            description = "The metadata.",
            content = @Content(schema = @Schema(implementation = ServerMetadata.class)))
    public Response openId() {
        return answer();
    }

    private Response answer() {
        return Response.ok(metadata)
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
                .build();
    }

    private static String link(ApiSettings settings, String path) {
        return settings.link(path).toString();
    }
}
