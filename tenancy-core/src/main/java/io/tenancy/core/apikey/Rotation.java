package io.tenancy.core.apikey;

import io.tenancy.core.Check;
import java.util.Optional;

/**
 * How a key is to be replaced by another.
 *
 * @param overlapHours for so long the old key stays good, 0 to 168; 24 if absent
 * @param expiresInDays the life of the new key; that of the deployment if absent
 */
public record Rotation(Optional<Integer> overlapHours, Optional<Integer> expiresInDays) {
    /** Seven days. */
    private static final int MOST_HOURS = 168;

    public Rotation {
        overlapHours.ifPresent(hours -> Check.number("overlapHours", hours, 0, MOST_HOURS));
    }
}
