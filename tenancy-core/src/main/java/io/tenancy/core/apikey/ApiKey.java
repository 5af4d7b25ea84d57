package io.tenancy.core.apikey;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Permission;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is known of a key, but for its secret, which nobody knows but its holder.
 *
 * @param scopes the most that the key allows, of what its owner may do at that time
 * @param lastUsedAt to the minute or two, and not at once
 */
public record ApiKey(
        ApiKeyId id,
        KeyOwner owner,
        String name,
        Set<Permission> scopes,
        Instant createdAt,
        Instant expiresAt,
        Optional<Instant> lastUsedAt,
        Optional<Instant> revokedAt) {
    public ApiKey {
        requireNonNull(id);
        requireNonNull(owner);
        requireNonNull(name);
        scopes = sorted(scopes);
        requireNonNull(createdAt);
        requireNonNull(expiresAt);
        requireNonNull(lastUsedAt);
        requireNonNull(revokedAt);
    }

    /** Whether the key is good, as far as it is known by itself. */
    public boolean isLive(Instant now) {
        return revokedAt.isEmpty() && now.isBefore(expiresAt);
    }

    private static SortedSet<Permission> sorted(Set<Permission> permissions) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(permissions));
    }
}
