package io.tenancy.core.access;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One change: who did what to what, when, and from where.
 *
 * @param onBehalfOf the user whose key the actor is
 * @param credential the session, key or visit that the actor came with
 * @param action {@code noun.past}, as {@code user.invited}; the noun is that of the target
 * @param changes what the change was, without secrets
 */
public record JournalEntry(
        UUID id,
        Instant at,
        Actor actor,
        Optional<UUID> onBehalfOf,
        Optional<UUID> credential,
        String action,
        UUID target,
        List<Difference> changes,
        Origin origin) {
    public JournalEntry {
        requireNonNull(id);
        requireNonNull(at);
        requireNonNull(actor);
        requireNonNull(onBehalfOf);
        requireNonNull(credential);
        requireNonNull(action);
        requireNonNull(target);
        changes = List.copyOf(changes);
        requireNonNull(origin);
    }
}
