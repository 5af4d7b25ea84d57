package io.tenancy.examples.notes;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Id;
import io.tenancy.core.user.UserId;
import java.time.Instant;
import java.util.UUID;

/** What somebody in a tenant has written down. */
public record Note(NoteId id, UserId author, String text, Instant createdAt) {
    public record NoteId(UUID value) implements Id {
        public NoteId {
            requireNonNull(value);
        }
    }
}
