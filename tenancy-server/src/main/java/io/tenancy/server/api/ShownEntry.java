package io.tenancy.server.api;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tenancy.core.Page;
import io.tenancy.core.access.JournalEntry;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * An entry in a list of the audit trail.
 *
 * @param actorName what the user who acted, or whose key did, is called now; where names were asked for and there is one
 */
public record ShownEntry(@JsonUnwrapped JournalEntry entry, Optional<String> actorName) {
    public ShownEntry {
        requireNonNull(entry);
        requireNonNull(actorName);
    }

    static Page<ShownEntry> page(Page<JournalEntry> entries, Map<UUID, String> names) {
        return new Page<>(
                entries.items().stream().map(entry -> of(entry, names)).toList(), entries.next());
    }

    private static ShownEntry of(JournalEntry entry, Map<UUID, String> names) {
        UUID user = entry.onBehalfOf().orElse(entry.actor().id());
        return new ShownEntry(entry, Optional.ofNullable(names.get(user)));
    }
}
