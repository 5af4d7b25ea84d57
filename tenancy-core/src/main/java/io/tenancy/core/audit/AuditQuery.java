package io.tenancy.core.audit;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Invalid;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Which entries of a journal to show; what is empty does not matter.
 *
 * @param from entries at this time or later
 * @param until entries before this time
 * @param actor the id of who acted
 * @param target the id of what was changed
 */
public record AuditQuery(
        Optional<Instant> from,
        Optional<Instant> until,
        Optional<UUID> actor,
        Optional<String> action,
        Optional<UUID> target) {
    public static final AuditQuery ALL =
            new AuditQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final Pattern ACTION = Pattern.compile("[a-z_]{1,40}\\.[a-z_]{1,40}");

    public AuditQuery {
        requireNonNull(from);
        requireNonNull(until);
        requireNonNull(actor);
        requireNonNull(target);
        if (action.isPresent() && !ACTION.matcher(action.get()).matches()) {
            throw new Invalid("action", "action.malformed", "An action looks like user.invited.");
        }
        if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
            throw new Invalid("until", "until.too_early", "The end of the time lies after its beginning.");
        }
    }
}
