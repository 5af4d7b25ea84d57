package io.tenancy.core.program;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Held;
import io.tenancy.core.access.Permission;
import io.tenancy.core.apikey.ApiKeyId;
import io.tenancy.core.apikey.KeyOwner;
import io.tenancy.core.role.BuiltInRole;
import java.time.Instant;
import java.util.Set;

/**
 * Where a key stands that is not revoked and whose owner is active: how its secret is known, and what it allows now.
 *
 * @param digest the SHA-256 of its secret in hexadecimal
 * @param roles the names of the roles of its owner, some of which may end
 * @param permissions what its owner may do and its scopes allow, some of which may end
 */
public record KeyStanding(
        ApiKeyId id,
        KeyOwner owner,
        String digest,
        Instant createdAt,
        Instant expiresAt,
        Held<String> roles,
        Held<Permission> permissions) {
    public KeyStanding {
        requireNonNull(id);
        requireNonNull(owner);
        requireNonNull(digest);
        requireNonNull(createdAt);
        requireNonNull(expiresAt);
        requireNonNull(roles);
        requireNonNull(permissions);
    }

    /** What of the scopes an owner may do who has these roles, of which the custom ones allow so much. */
    public static Held<Permission> allowed(Set<Permission> scopes, Held<String> roles, Held<Permission> custom) {
        return BuiltInRole.allowed(roles, custom).only(scopes::contains);
    }

    /** What is left of it at a time. */
    KeyStanding at(Instant now) {
        return new KeyStanding(id, owner, digest, createdAt, expiresAt, roles.at(now), permissions.at(now));
    }

    @Override
    public String toString() {
        return "KeyStanding[" + id.value() + "]";
    }
}
