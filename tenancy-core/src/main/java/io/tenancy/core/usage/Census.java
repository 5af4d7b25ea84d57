package io.tenancy.core.usage;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * How many users all tenants had when they were counted last.
 *
 * @param users those who can sign in, are invited or are disabled
 * @param tenants whose users are among them
 * @param missed tenants that could not be looked into
 * @param countedAt when the count began; absent before the first one
 */
public record Census(long users, int tenants, int missed, Optional<Instant> countedAt) {
    /** Nobody was counted yet. */
    public static final Census NONE = new Census(0, 0, 0, Optional.empty());

    public Census {
        requireNonNull(countedAt);
    }
}
