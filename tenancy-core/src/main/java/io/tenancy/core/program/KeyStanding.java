package io.tenancy.core.program;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Permission;
import io.tenancy.core.apikey.ApiKeyId;
import io.tenancy.core.apikey.KeyOwner;
import io.tenancy.core.role.BuiltInRole;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where a key stands that is not revoked and whose owner is active: how its secret is known, and what it allows now.
 *
 * @param digest the SHA-256 of its secret in hexadecimal
 * @param roles the names of the roles of its owner
 * @param permissions what its owner may do and its scopes allow
 */
public record KeyStanding(
        ApiKeyId id,
        KeyOwner owner,
        String digest,
        Instant createdAt,
        Instant expiresAt,
        Set<String> roles,
        Set<Permission> permissions) {
    public KeyStanding {
        requireNonNull(id);
        requireNonNull(owner);
        requireNonNull(digest);
        requireNonNull(createdAt);
        requireNonNull(expiresAt);
        roles = Set.copyOf(roles);
        permissions = Set.copyOf(permissions);
    }

    /** What of the scopes an owner may do who has these roles, of which the custom ones allow so much. */
    public static Set<Permission> allowed(
            Collection<Permission> scopes, Collection<String> roles, Collection<Permission> custom) {
        Set<Permission> held = BuiltInRole.allowed(roles, custom);
        return scopes.stream().filter(held::contains).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String toString() {
        return "KeyStanding[" + id.value() + "]";
    }
}
