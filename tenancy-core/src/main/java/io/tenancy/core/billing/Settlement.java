package io.tenancy.core.billing;

import io.tenancy.core.Check;
import org.jspecify.annotations.Nullable;

/** What has become of an invoice. */
public record Settlement(Outcome outcome) {
    /** What can become of it. */
    public enum Outcome {
        PAID,
        /** A payment was tried and has failed; it is due at once. */
        FAILED,
        VOID,
        UNCOLLECTIBLE
    }

    public Settlement(@Nullable Outcome outcome) {
        this.outcome = Check.present("outcome", outcome);
    }
}
