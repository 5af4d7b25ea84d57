package io.tenancy.core.login;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;

/**
 * An access token alone; the refresh token of its session stays good.
 *
 * @param expiresIn its life, in seconds
 */
public record AccessToken(Secret accessToken, String tokenType, long expiresIn) {
    public AccessToken {
        requireNonNull(accessToken);
        requireNonNull(tokenType);
    }
}
