package io.tenancy.core.support;

import io.tenancy.core.Check;
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
    public NewVisit(@Nullable String reason, Optional<Integer> minutes, Optional<Access> access) {
        this.reason = Check.text("reason", reason, 10, 500);
        this.minutes = minutes.map(wanted -> Check.number("minutes", wanted, 1, 60));
        this.access = access;
    }
}
