package io.tenancy.core.webhook;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The secrets of a webhook, sealed. After a rotation messages are signed with the one before too, for a day.
 *
 * @param previousUntil until when the one before is used
 */
public record Keys(String current, Optional<String> previous, Optional<Instant> previousUntil) {
    /** How long receivers have for going over to a new secret. */
    public static final Duration OVERLAP = Duration.ofHours(24);

    public Keys {
        requireNonNull(current);
        requireNonNull(previous);
        requireNonNull(previousUntil);
    }

    static Keys of(String sealed) {
        return new Keys(sealed, Optional.empty(), Optional.empty());
    }

    Keys rotated(String sealed, Instant now) {
        return new Keys(sealed, Optional.of(current), Optional.of(now.plus(OVERLAP)));
    }

    /** Those to sign with, the newest first. */
    List<String> at(Instant now) {
        boolean isOverlapping = previousUntil.filter(now::isBefore).isPresent();
        return previous.filter(before -> isOverlapping)
                .map(before -> List.of(current, before))
                .orElseGet(() -> List.of(current));
    }

    @Override
    public String toString() {
        return "Keys[…]";
    }
}
