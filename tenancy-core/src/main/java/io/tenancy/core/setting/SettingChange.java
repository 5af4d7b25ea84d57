package io.tenancy.core.setting;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.JournalEntry;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One change of a setting, which is an entry of the audit trail.
 *
 * @param id that of the entry
 * @param action what was done, as {@code setting.changed}
 * @param before what held before, as a text; empty for a secret
 * @param after what was set, as a text; empty for a secret, and where the value was removed
 */
public record SettingChange(
        UUID id, Instant at, Actor actor, String action, Optional<String> before, Optional<String> after) {
    public SettingChange {
        requireNonNull(id);
        requireNonNull(at);
        requireNonNull(actor);
        requireNonNull(action);
        requireNonNull(before);
        requireNonNull(after);
    }

    static SettingChange of(JournalEntry entry, SettingKey<?> key) {
        Optional<Difference> difference = entry.changes().stream()
                .filter(change -> !key.isSecret() && change.field().equals(key.key()))
                .findAny();
        return new SettingChange(
                entry.id(),
                entry.at(),
                entry.actor(),
                entry.action(),
                difference.flatMap(Difference::before),
                difference.flatMap(Difference::after));
    }
}
