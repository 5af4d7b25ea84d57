package io.tenancy.core.billing;

import io.tenancy.core.billing.InvoiceStore.Hold;
import java.time.Duration;
import java.time.Instant;

/**
 * What follows where an invoice is not paid.
 *
 * @param grace from the time that it is due to the time from which the tenant is read-only
 * @param readOnly from then to the time from which it is suspended
 */
public record DunningPolicy(Duration grace, Duration readOnly) {
    public DunningPolicy {
        if (grace.isNegative() || readOnly.isNegative()) {
            throw new IllegalArgumentException("A time to pay is not negative.");
        }
    }

    /** Before when an invoice was due for which a tenant is closed so far now. */
    Instant before(Hold hold, Instant now) {
        return hold == Hold.READ_ONLY ? now.minus(grace) : now.minus(grace).minus(readOnly);
    }
}
