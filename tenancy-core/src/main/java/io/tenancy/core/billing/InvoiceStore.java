package io.tenancy.core.billing;

import io.tenancy.core.Position;
import io.tenancy.core.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What tenants owe, in the catalogue. Called within a transaction it joins it, as {@link
 * io.tenancy.core.tenant.TenantStore} does. What a tenant owes goes with the tenant.
 */
public interface InvoiceStore {
    /** How far a tenant that does not pay was closed. */
    enum Hold {
        READ_ONLY,
        SUSPENDED
    }

    Optional<Invoice> find(TenantId tenant, InvoiceId id);

    /** What an outside biller has issued by that name. */
    Optional<Invoice> referenced(TenantId tenant, String reference);

    /** The invoices of a tenant before a place, the youngest first. */
    List<Invoice> list(TenantId tenant, InvoiceFilter filter, Optional<Position> before, int limit);

    /** The greatest number of a tenant; 0 where it has no invoice. */
    long newest(TenantId tenant);

    /** Whether an invoice that is not void is for a part of this time. */
    boolean overlaps(TenantId tenant, Instant from, Instant to);

    /** Adds an invoice of a tenant that is there; false where its number, or its reference, is taken. */
    boolean add(Invoice invoice);

    /** Replaces the version before; false where somebody else has changed it. */
    boolean update(Invoice invoice);

    /**
     * How far a tenant is billed without anybody asking for it.
     *
     * @param billedTo up to when its plan is paid for
     * @param meteredTo up to when use beyond its plan is
     * @param dueAt when to look at it again
     */
    record Progress(Instant billedTo, Instant meteredTo, Instant dueAt) {
        Progress dueAt(Instant next) {
            return new Progress(billedTo, meteredTo, next);
        }
    }

    /** How far a tenant is billed; empty for one that was not looked at yet. */
    Optional<Progress> progress(TenantId tenant);

    void progress(TenantId tenant, Progress progress);

    /** Tenants with a subscription that are to be looked at by then, behind a tenant, in the order of their ids. */
    List<TenantId> unbilled(Instant now, Optional<TenantId> after, int limit);

    /** When the oldest open invoice of a tenant is, or was, due. */
    Optional<Instant> oldestDue(TenantId tenant);

    /** How far the tenant was closed because it did not pay. */
    Optional<Hold> hold(TenantId tenant);

    void hold(TenantId tenant, Hold hold, Instant since);

    /** Takes that back. */
    void release(TenantId tenant);

    /**
     * Tenants that are open, were not closed so far yet, and have an open invoice that was due before then.
     *
     * @param limit so many at most
     */
    List<TenantId> overdue(Hold next, Instant before, int limit);
}
