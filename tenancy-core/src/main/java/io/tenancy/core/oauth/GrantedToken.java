package io.tenancy.core.oauth;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;
import io.tenancy.core.access.Permission;
import java.util.Set;

/**
 * What a client gets for its secret.
 *
 * @param expiresIn the life of the token, in seconds
 * @param scope what it allows at most
 */
public record GrantedToken(Secret accessToken, long expiresIn, Set<Permission> scope) {
    public GrantedToken {
        requireNonNull(accessToken);
        scope = Set.copyOf(scope);
    }
}
