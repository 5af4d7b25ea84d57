package io.tenancy.core.hold;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.access.Work;
import io.tenancy.core.tenant.TenantId;

/** Keeps what a legal hold is on from being erased. */
public final class Holds {
    static final String LOCK = "legal hold";

    private final HoldBook book;

    public Holds(HoldBook book) {
        this.book = requireNonNull(book);
    }

    /**
     * Whether the tenant is held. Who sets a hold waits until this transaction ends, so that afterwards nothing is erased
     * that was not before.
     */
    public boolean isHeld(Work work) {
        work.lock(LOCK);
        return book.isHeld(work.scope().id());
    }

    /** Refuses with {@link Conflict} to erase something of a tenant that is held. */
    public void requireNone(Work work) {
        if (isHeld(work)) {
            throw held();
        }
    }

    /** Refuses with {@link Conflict} to erase a whole tenant that is held; who sets a hold on it waits, and is refused then. */
    public void requireNone(Work work, TenantId tenant) {
        work.lock(lock(tenant));
        if (book.isHeld(tenant)) {
            throw held();
        }
    }

    /** What holds on a tenant wait for among operators. */
    static String lock(TenantId tenant) {
        return "legal hold of " + tenant.value();
    }

    private static Conflict held() {
        return new Conflict("tenant.on_hold", "A legal hold is on this tenant. Nothing is erased until it ends.");
    }
}
