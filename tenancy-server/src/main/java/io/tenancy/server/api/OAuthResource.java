package io.tenancy.server.api;

import static java.util.Objects.requireNonNull;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.Check;
import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.TenancyException.Unauthenticated;
import io.tenancy.core.oauth.ClientLogin;
import io.tenancy.server.OAuthServices;
import io.tenancy.server.Services;
import io.tenancy.server.api.OAuthAnswers.ClientToken;
import io.tenancy.server.api.OAuthAnswers.Introspection;
import io.tenancy.server.api.OAuthAnswers.OAuthError;
import io.tenancy.server.api.OAuthForms.TokenForm;
import io.tenancy.server.api.OAuthForms.TokenRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** OAuth 2.0 for programs. Its bodies are forms, its refusals those of RFC 6749. */
@Path("/oauth2")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "OAuth")
public final class OAuthResource {
    private static final String BY_THE_CLIENT =
            "The client is a service account: its id, and a key of it as the secret, by HTTP Basic or in the form.";

    private final OAuthServices oauth;
    private final ApiSettings settings;

    public OAuthResource(Services services, ApiSettings settings) {
        this.oauth = services.oauth();
        this.settings = requireNonNull(settings);
    }

    @POST
    @Path("/token")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Open
    @Operation(
            operationId = "issueToken",
            summary = "Get an access token for client credentials (RFC 6749, section 4.4)",
            description = BY_THE_CLIENT)
    @ApiResponse(
            responseCode = "200",
            description = "The token.",
            content = @Content(schema = @Schema(implementation = ClientToken.class)))
    @ApiResponse(
            responseCode = "400",
            description = "The request, the grant type or the scope is wrong.",
            content = @Content(schema = @Schema(implementation = OAuthError.class)))
    @ApiResponse(
            responseCode = "401",
            description = "The client or its secret is wrong.",
            content = @Content(schema = @Schema(implementation = OAuthError.class)))
    public Response token(TokenRequest form, @Context HttpServletRequest request) {
        return OAuthAnswers.of(() -> {
            if (!Check.present("grant_type", form.grantType().orElse(null)).equals("client_credentials")) {
                throw new Invalid(
                        "grantType", "grantType.unsupported", "The only grant type here is client_credentials.");
            }
            return ClientToken.of(oauth.tokens().issue(required(form, request), form.scope(), Clients.of(request)));
        });
    }

    @POST
    @Path("/introspect")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Open
    @Operation(
            operationId = "introspectToken",
            summary = "Ask what a token is good for (RFC 7662)",
            description = BY_THE_CLIENT + " It needs token:introspect. To it, the tokens of its own tenant are active,"
                    + " and no others.")
    @ApiResponse(
            responseCode = "200",
            description = "What it is good for, or that it is not active.",
            content = @Content(schema = @Schema(implementation = Introspection.class)))
    @ApiResponse(
            responseCode = "400",
            description = "The request is wrong.",
            content = @Content(schema = @Schema(implementation = OAuthError.class)))
    @ApiResponse(
            responseCode = "401",
            description = "The client or its secret is wrong.",
            content = @Content(schema = @Schema(implementation = OAuthError.class)))
    public Response introspect(TokenForm form, @Context HttpServletRequest request) {
        return OAuthAnswers.of(() -> Introspection.of(
                oauth.introspections().introspect(required(form, request), token(form), Clients.of(request)),
                settings.baseUrl().toString()));
    }

    @POST
    @Path("/revoke")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Open
    @Operation(
            operationId = "revokeToken",
            summary = "End a refresh token or an API key (RFC 7009)",
            description = "Who has it may end it. A client that says who it is can end its own keys, and nothing else."
                    + " What is unknown has ended.")
    @ApiResponse(
            responseCode = "200",
            description = "It has ended, or never was.",
            content = @Content(schema = @Schema(implementation = Map.class)))
    @ApiResponse(
            responseCode = "400",
            description = "It is an access token, or not one of the client.",
            content = @Content(schema = @Schema(implementation = OAuthError.class)))
    @ApiResponse(
            responseCode = "401",
            description = "The client or its secret is wrong.",
            content = @Content(schema = @Schema(implementation = OAuthError.class)))
    public Response revoke(TokenForm form, @Context HttpServletRequest request) {
        return OAuthAnswers.of(() -> {
            oauth.revocations().revoke(ClientCredentials.of(form, request), token(form), Clients.of(request));
            return Map.of();
        });
    }

    private static ClientLogin required(OAuthForms.ClientForm form, HttpServletRequest request) {
        return ClientCredentials.of(form, request)
                .orElseThrow(() -> new Unauthenticated("client.missing", "The client does not say who it is."));
    }

    private static Secret token(TokenForm form) {
        return Check.present("token", form.token().orElse(null));
    }
}
