package io.tenancy.core.hold;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A legal hold on a tenant.
 *
 * @param setBy the operator who has set it
 * @param endedBy the operator who has ended it
 */
public record LegalHold(
        LegalHoldId id,
        String reason,
        UUID setBy,
        Instant setAt,
        Optional<String> endReason,
        Optional<UUID> endedBy,
        Optional<Instant> endedAt) {
    public LegalHold {
        requireNonNull(id);
        requireNonNull(reason);
        requireNonNull(setBy);
        requireNonNull(setAt);
        if (endReason.isPresent() != endedAt.isPresent() || endedBy.isPresent() != endedAt.isPresent()) {
            throw new IllegalArgumentException("A hold that has ended has a reason, and somebody who ended it.");
        }
    }

    static LegalHold of(LegalHoldId id, HoldReason why, UUID operator, Instant now) {
        return new LegalHold(id, why.reason(), operator, now, Optional.empty(), Optional.empty(), Optional.empty());
    }

    LegalHold ended(HoldReason why, UUID operator, Instant now) {
        return new LegalHold(
                id, reason, setBy, setAt, Optional.of(why.reason()), Optional.of(operator), Optional.of(now));
    }

    /** How many things the tenant's journal has to say of it. */
    int told() {
        return endedAt.isPresent() ? 2 : 1;
    }
}
