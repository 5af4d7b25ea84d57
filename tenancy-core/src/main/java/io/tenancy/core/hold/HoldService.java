package io.tenancy.core.hold;

import static io.tenancy.core.access.Permissions.PLATFORM_HOLD_TENANTS;
import static io.tenancy.core.access.Permissions.PLATFORM_READ_TENANTS;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Cursors;
import io.tenancy.core.Page;
import io.tenancy.core.PageRequest;
import io.tenancy.core.Position;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Gate;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantStore;

/** Legal holds, which operators set and end. Both journals say so: that of the operators, and the tenant's. */
public final class HoldService {
    private final Gate gate;
    private final TenantStore tenants;
    private final HoldBook book;
    private final HoldNotices notices;
    private final Cursors cursors;

    public HoldService(Gate gate, TenantStore tenants, HoldBook book, HoldNotices notices, Cursors cursors) {
        this.gate = requireNonNull(gate);
        this.tenants = requireNonNull(tenants);
        this.book = requireNonNull(book);
        this.notices = requireNonNull(notices);
        this.cursors = requireNonNull(cursors);
    }

    /** The holds on a tenant, those that have ended too, the youngest first. */
    public Page<LegalHold> list(Caller operator, TenantId id, PageRequest request) {
        return gate.query(operator, PLATFORM_READ_TENANTS, platform -> {
            TenantId tenant = existing(id).id();
            return cursors.page(
                    platform.id(),
                    "legal holds " + tenant.value(),
                    request,
                    (before, limit) -> book.list(tenant, before, limit),
                    hold -> new Position("", hold.id().value()));
        });
    }

    public LegalHold get(Caller operator, TenantId id, LegalHoldId hold) {
        return gate.query(
                operator, PLATFORM_READ_TENANTS, platform -> known(existing(id).id(), hold));
    }

    /**
     * Sets a hold; a tenant may have several, and is held until all have ended. When this returns, nothing of the tenant is
     * erased any more.
     */
    public LegalHold set(Caller operator, TenantId id, HoldReason why) {
        operator.requirePerson();
        LegalHold hold = gate.command(operator, PLATFORM_HOLD_TENANTS, work -> {
            work.lock(Holds.lock(id));
            TenantId tenant = held(id).id();
            LegalHold made = LegalHold.of(
                    new LegalHoldId(work.newId()), why, operator.actor().id(), work.now());
            book.add(tenant, made);
            work.record(
                    "tenant.hold_set",
                    tenant,
                    Difference.added("hold", made.id().value()),
                    Difference.added("reason", made.reason()));
            return made;
        });
        notices.tell(id, hold);
        return hold;
    }

    /** Ends a hold. What has waited for that is not erased by it, but by who asks for it again, or by time. */
    public LegalHold end(Caller operator, TenantId id, LegalHoldId hold, HoldReason why) {
        operator.requirePerson();
        LegalHold ended = gate.command(operator, PLATFORM_HOLD_TENANTS, work -> {
            TenantId tenant = existing(id).id();
            LegalHold known = known(tenant, hold);
            LegalHold end = known.ended(why, operator.actor().id(), work.now());
            if (known.endedAt().isPresent() || !book.end(tenant, end)) {
                throw new Conflict("hold.ended", "This hold has ended already.");
            }
            work.record(
                    "tenant.hold_ended",
                    tenant,
                    Difference.added("hold", hold.value()),
                    Difference.added("reason", why.reason()));
            return end;
        });
        notices.tell(id, ended);
        return ended;
    }

    private LegalHold known(TenantId tenant, LegalHoldId hold) {
        return book.find(tenant, hold).orElseThrow(() -> new NotFound("hold"));
    }

    /** One of which there is something to hold: nothing of it is being erased. */
    private Tenant held(TenantId id) {
        Tenant tenant = existing(id);
        if (tenant.status() == Tenant.Status.PURGING) {
            throw new Conflict("tenant.status", "This cannot be done while the tenant is purging.");
        }
        return tenant;
    }

    private Tenant existing(TenantId id) {
        return tenants.find(id).orElseThrow(() -> new NotFound("tenant"));
    }
}
