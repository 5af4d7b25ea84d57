package io.tenancy.server.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tenancy.core.Secret;
import java.util.Optional;

/** The forms that clients send by OAuth, which names its parameters in snake case. */
public final class OAuthForms {
    private OAuthForms() {}

    /** A form by which a client can say who it is. */
    public sealed interface ClientForm {
        Optional<String> clientId();

        Optional<Secret> clientSecret();
    }

    /** A request for a token (RFC 6749, section 4.4.2). */
    public record TokenRequest(
            @JsonProperty("grant_type") Optional<String> grantType,
            @JsonProperty("scope") Optional<String> scope,
            @JsonProperty("client_id") Optional<String> clientId,
            @JsonProperty("client_secret") Optional<Secret> clientSecret)
            implements ClientForm {}

    /** A token to be looked at (RFC 7662, section 2.1) or ended (RFC 7009, section 2.1); the hint is not needed. */
    public record TokenForm(
            @JsonProperty("token") Optional<Secret> token,
            @JsonProperty("token_type_hint") Optional<String> tokenTypeHint,
            @JsonProperty("client_id") Optional<String> clientId,
            @JsonProperty("client_secret") Optional<Secret> clientSecret)
            implements ClientForm {}
}
