package io.tenancy.core.access;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * One change: who did what to what, and when.
 *
 * @param action {@code noun.past}, as {@code user.invited}; the noun is that of the target
 */
public record JournalEntry(UUID id, Instant at, Actor actor, String action, UUID target) {
    public JournalEntry {
        requireNonNull(id);
        requireNonNull(at);
        requireNonNull(actor);
        requireNonNull(action);
        requireNonNull(target);
    }
}
