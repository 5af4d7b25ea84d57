package io.tenancy.core.flag;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/**
 * What a flag was from one change to the next.
 *
 * @param flag as the change left it; it was changed at {@link Flag#updatedAt}
 * @param changedBy the operator, or what else acted
 */
public record FlagVersion(Flag flag, UUID changedBy) {
    public FlagVersion {
        requireNonNull(flag);
        requireNonNull(changedBy);
    }
}
