package io.tenancy.core.subscription;

import io.tenancy.core.Check;
import io.tenancy.core.entitlement.Included;
import io.tenancy.core.entitlement.Included.Period;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is to hold for one tenant instead of what its plan says, in the members of {@link Included}. */
public record NewExemption(
        Optional<Boolean> enabled,
        Optional<Long> limit,
        Optional<Boolean> unlimited,
        Optional<Period> per,
        Optional<Boolean> enforced,
        Optional<Instant> expiresAt,
        String reason) {
    public NewExemption(
            Optional<Boolean> enabled,
            Optional<Long> limit,
            Optional<Boolean> unlimited,
            Optional<Period> per,
            Optional<Boolean> enforced,
            Optional<Instant> expiresAt,
            @Nullable String reason) {
        this.enabled = enabled;
        this.limit = limit;
        this.unlimited = unlimited;
        this.per = per;
        this.enforced = enforced;
        this.expiresAt = expiresAt;
        this.reason = Check.text("reason", reason, 500);
    }

    Exemption of(String entitlement, Instant now) {
        Included included = new Included(entitlement, enabled, limit, unlimited, per, enforced).checked();
        return new Exemption(included, expiresAt, reason, now);
    }
}
