package io.tenancy.core.support;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;

/**
 * What an operator who enters a tenant gets.
 *
 * @param accessToken good in that tenant until the visit ends; it cannot be renewed
 * @param expiresIn the rest of the visit, in seconds
 */
public record Entered(Visit visit, Secret accessToken, String tokenType, long expiresIn) {
    public Entered {
        requireNonNull(visit);
        requireNonNull(accessToken);
        requireNonNull(tokenType);
    }
}
