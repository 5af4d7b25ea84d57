package io.tenancy.core.flag;

import io.tenancy.core.Check;
import io.tenancy.core.TenancyException.Invalid;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The variant that a tenant or a user is to have, up to a time or for good. */
public record NewAssignment(String variant, Optional<Instant> expiresAt, String reason) {
    public NewAssignment(@Nullable String variant, Optional<Instant> expiresAt, @Nullable String reason) {
        this.variant = Check.text("variant", variant, 40);
        this.expiresAt = expiresAt;
        this.reason = Check.optionalText("reason", reason, 500);
    }

    /** The assignment from now on; refused with {@link Invalid} where the flag has no such variant, or it is over already. */
    public Assignment of(Flag flag, Instant now) {
        if (flag.variant(variant).isEmpty()) {
            throw new Invalid("variant", "variant.unknown", "The flag has no variant " + variant + ".");
        }
        if (expiresAt.filter(end -> !now.isBefore(end)).isPresent()) {
            throw new Invalid("expiresAt", "expiresAt.past", "It ends in the future.");
        }
        return new Assignment(flag.id(), variant, expiresAt, reason, now);
    }
}
