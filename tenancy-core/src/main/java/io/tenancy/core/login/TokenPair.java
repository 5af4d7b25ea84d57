package io.tenancy.core.login;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;

/**
 * What a sign-in gives (RFC 6749, section 5.1).
 *
 * @param expiresIn the life of the access token, in seconds
 */
public record TokenPair(Secret accessToken, String tokenType, long expiresIn, Secret refreshToken) implements SignIn {
    public TokenPair {
        requireNonNull(accessToken);
        requireNonNull(tokenType);
        requireNonNull(refreshToken);
    }

    @Override
    public Kind kind() {
        return Kind.TOKENS;
    }
}
