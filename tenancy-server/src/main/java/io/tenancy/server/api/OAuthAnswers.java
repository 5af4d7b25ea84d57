package io.tenancy.server.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.TenancyException.Unauthenticated;
import io.tenancy.core.access.Permission;
import io.tenancy.core.oauth.GrantedToken;
import io.tenancy.core.oauth.Introspected;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What clients are answered by OAuth, whose words and refusals are not those of the rest of the API. */
public final class OAuthAnswers {
    private OAuthAnswers() {}

    /** A refusal (RFC 6749, section 5.2). */
    public record OAuthError(
            @JsonProperty("error") String error,
            @JsonProperty("error_description") String errorDescription) {}

    /** A token for a client (RFC 6749, section 5.1). */
    public record ClientToken(
            @JsonProperty("access_token") @JsonSerialize(using = CoreJson.Shown.class)
            Secret accessToken,

            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn,
            @JsonProperty("scope") String scope) {
        static ClientToken of(GrantedToken granted) {
            return new ClientToken(granted.accessToken(), "Bearer", granted.expiresIn(), words(granted.scope()));
        }
    }

    /** What a token is good for (RFC 7662, section 2.2); of one that is good for nothing, that alone. */
    public record Introspection(
            @JsonProperty("active") boolean active,
            @JsonProperty("scope") Optional<String> scope,
            @JsonProperty("client_id") Optional<String> clientId,
            @JsonProperty("token_type") Optional<String> tokenType,
            @JsonProperty("exp") Optional<Long> exp,
            @JsonProperty("iat") Optional<Long> iat,
            @JsonProperty("sub") Optional<String> sub,
            @JsonProperty("iss") Optional<String> iss,
            @JsonProperty("jti") Optional<String> jti,
            @JsonProperty("tenant_id") Optional<String> tenantId) {
        private static final Introspection INACTIVE = new Introspection(
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        static Introspection of(Optional<Introspected> found, String issuer) {
            return found.map(token -> of(token, issuer)).orElse(INACTIVE);
        }

        private static Introspection of(Introspected token, String issuer) {
            return new Introspection(
                    true,
                    Optional.of(words(token.scope())),
                    token.client().map(Object::toString),
                    Optional.of("Bearer"),
                    Optional.of(token.expiresAt().getEpochSecond()),
                    Optional.of(token.issuedAt().getEpochSecond()),
                    Optional.of(token.subject().toString()),
                    Optional.of(issuer),
                    Optional.of(token.id().toString()),
                    Optional.of(token.tenant().value().toString()));
        }
    }

    /** The answer, or the refusal in the words of OAuth; what those have no word for is a problem as everywhere. */
    static Response of(Supplier<Object> use) {
        try {
            return Response.ok(use.get()).build();
        } catch (Unauthenticated e) {
            Refusals.log(401, e);
            return refusal(401, "invalid_client", e.detail());
        } catch (Invalid e) {
            Refusals.log(400, e);
            return refusal(400, word(e.code()), e.detail());
        }
    }

    static Response refusal(int status, String error, String description) {
        Response.ResponseBuilder answer = Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new OAuthError(error, description));
        if (status == 401) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"tenancy\", charset=\"UTF-8\"");
        }
        return answer.build();
    }

    private static String word(String code) {
        return switch (code) {
            case "scope.invalid" -> "invalid_scope";
            case "grantType.unsupported" -> "unsupported_grant_type";
            case "token.unsupported" -> "unsupported_token_type";
            default -> "invalid_request";
        };
    }

    private static String words(Collection<Permission> scope) {
        return scope.stream().map(Permission::name).sorted().collect(Collectors.joining(" "));
    }
}
