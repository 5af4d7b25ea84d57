package io.tenancy.core.support;

import io.tenancy.core.Check;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.support.Visit.Access;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to enter a tenant.
 *
 * @param reason why; 10 to 500 characters, which the tenant reads
 * @param minutes for how long, 1 to 60; 30 if absent
 * @param access {@link Access#READ} if absent
 */
public record NewVisit(String reason, Optional<Integer> minutes, Optional<Access> access) {
    private static final int SHORTEST_REASON = 10;
    private static final int MOST_MINUTES = 60;

    public NewVisit(@Nullable String reason, Optional<Integer> minutes, Optional<Access> access) {
        this.reason = Check.text("reason", reason, 500);
        this.minutes = minutes;
        this.access = access;
        if (this.reason.codePointCount(0, this.reason.length()) < SHORTEST_REASON) {
            throw new Invalid(
                    "reason",
                    "reason.too_short",
                    "The field reason has at least " + SHORTEST_REASON + " characters: the tenant reads it.");
        }
        minutes.filter(wanted -> wanted < 1 || wanted > MOST_MINUTES).ifPresent(wanted -> {
            throw new Invalid("minutes", "minutes.range", "The field minutes is from 1 to " + MOST_MINUTES + ".");
        });
    }
}
