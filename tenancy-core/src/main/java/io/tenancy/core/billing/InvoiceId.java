package io.tenancy.core.billing;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Id;
import java.util.UUID;

/** Identifies an invoice. */
public record InvoiceId(UUID value) implements Id {
    public InvoiceId {
        requireNonNull(value);
    }
}
