package io.tenancy.core.hold;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import io.tenancy.core.audit.AuditQuery;
import io.tenancy.core.audit.AuditStore;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.tenant.TenantStore;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Says in the journals of tenants that legal holds were set and ended. They may be elsewhere than the holds, so that a crash
 * can come in between; then this is done later.
 */
public final class HoldNotices {
    private static final int BATCH = 100;
    private static final System.Logger LOG = System.getLogger(HoldNotices.class.getName());

    private final Gate gate;
    private final TenantStore tenants;
    private final TenantDirectory directory;
    private final HoldBook book;
    private final AuditStore entries;

    public HoldNotices(Gate gate, TenantStore tenants, TenantDirectory directory, HoldBook book, AuditStore entries) {
        this.gate = requireNonNull(gate);
        this.tenants = requireNonNull(tenants);
        this.directory = requireNonNull(directory);
        this.book = requireNonNull(book);
        this.entries = requireNonNull(entries);
    }

    /** Tells what was not told so far, and ends soon after {@code stopping} has become true. */
    public void run(BooleanSupplier stopping) {
        for (HoldBook.Untold untold : book.untold(BATCH)) {
            if (stopping.getAsBoolean()) {
                break;
            }
            tell(untold.tenant(), untold.hold());
        }
    }

    /**
     * Tells of a hold, and waits for whoever erases something of the tenant just now. Where the tenant cannot be reached,
     * that is left to the next round.
     */
    void tell(TenantId id, LegalHold hold) {
        try {
            Optional<Tenant> tenant =
                    tenants.find(id).filter(known -> known.status().hasPlace());
            tenant.map(directory::enterToProvision).ifPresent(scope -> tell(scope, hold));
        } catch (TenancyException | IllegalStateException e) {
            LOG.log(Level.WARNING, "The journal of tenant " + id.value() + " cannot be told of a hold now.", e);
        }
    }

    private void tell(TenantScope scope, LegalHold hold) {
        tell(scope, hold.id(), hold.setBy(), "tenant.hold_set", hold.reason());
        hold.endReason()
                .ifPresent(why -> tell(scope, hold.id(), hold.endedBy().orElseThrow(), "tenant.hold_ended", why));
        book.told(scope.id(), hold.id(), hold.told());
    }

    private void tell(TenantScope scope, LegalHoldId hold, UUID operator, String action, String reason) {
        boolean unused = gate.act(scope, new Actor(Actor.Kind.OPERATOR, operator), work -> {
            work.lock(Holds.LOCK);
            if (isTold(work, hold, action)) {
                return work.changedNothing();
            }
            work.record(action, hold, Difference.added("reason", reason));
            return true;
        });
    }

    private boolean isTold(Work work, LegalHoldId hold, String action) {
        AuditQuery query = new AuditQuery(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(action), Optional.of(hold.value()));
        return !entries.list(work.scope(), query, Optional.empty(), 1).isEmpty();
    }
}
