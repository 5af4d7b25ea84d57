package io.tenancy.core.webhook;

import io.tenancy.core.Check;
import io.tenancy.core.TenancyException.Invalid;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which changes are to be sent again: those from a time on, and before another one. */
public record ReplayRange(Instant from, Instant until) {
    public ReplayRange(@Nullable Instant from, @Nullable Instant until) {
        this.from = Check.present("from", from);
        this.until = Check.present("until", until);
        if (!this.from.isBefore(this.until)) {
            throw new Invalid("until", "until.too_early", "The end of the time lies after its beginning.");
        }
    }
}
