package io.tenancy.core.billing;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import io.tenancy.core.billing.InvoiceStore.Hold;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.Tenant.Status;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantStore;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Closes tenants that do not pay, step by step, and opens them when they have paid. Each step is taken once: what an operator
 * opens by hand stays open until the next one. It never touches a tenant that somebody else has closed.
 */
public final class Dunning {
    private static final System.Logger LOG = System.getLogger(Dunning.class.getName());

    private static final int AT_ONCE = 200;

    private final Gate gate;
    private final TenantStore tenants;
    private final TenantDirectory directory;
    private final InvoiceStore invoices;
    private final DunningPolicy policy;

    public Dunning(
            Gate gate, TenantStore tenants, TenantDirectory directory, InvoiceStore invoices, DunningPolicy policy) {
        this.gate = requireNonNull(gate);
        this.tenants = requireNonNull(tenants);
        this.directory = requireNonNull(directory);
        this.invoices = requireNonNull(invoices);
        this.policy = requireNonNull(policy);
    }

    /** Takes the steps that are due; any number of nodes may do it at the same time. Answers how many were. */
    public int run() {
        Optional<Tenant> platform = tenants.findBySlug(Tenant.PLATFORM).filter(Tenant::isOpen);
        int closed = 0;
        if (platform.isPresent()) {
            for (Hold hold : List.of(Hold.SUSPENDED, Hold.READ_ONLY)) {
                Instant before = policy.before(hold, gate.now());
                for (TenantId id : invoices.overdue(hold, before, AT_ONCE)) {
                    closed += isClosed(platform.get(), id, hold) ? 1 : 0;
                }
            }
        }
        return closed;
    }

    private boolean isClosed(Tenant platform, TenantId id, Hold hold) {
        try {
            return gate.act(directory.enterToProvision(platform), Actor.SYSTEM, work -> close(work, id, hold));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Tenant " + id.value() + " is held later.", e);
            return false;
        }
    }

    private boolean close(Work work, TenantId id, Hold hold) {
        work.lock(lock(id));
        Optional<Tenant> known = tenants.find(id).filter(tenant -> !tenant.isPlatform());
        boolean isDue = invoices.oldestDue(id)
                .filter(due -> due.isBefore(policy.before(hold, work.now())))
                .isPresent();
        boolean isNext =
                invoices.hold(id).filter(held -> held.compareTo(hold) >= 0).isEmpty();
        if (known.isEmpty() || !isDue || !isNext || !isOpener(known.get().status(), hold)) {
            return !work.changedNothing();
        }
        Tenant tenant = known.get();
        Tenant closed = hold == Hold.READ_ONLY ? tenant.readOnly(work.now()) : tenant.suspended(work.now());
        if (!tenants.update(closed)) {
            return !work.changedNothing(); // somebody else has changed it just now; it is looked at again
        }
        invoices.hold(id, hold, work.now());
        work.record(
                hold == Hold.READ_ONLY ? "tenant.made_read_only" : "tenant.suspended",
                id,
                Difference.between("status", tenant.status(), closed.status()));
        return true;
    }

    private static boolean isOpener(Status status, Hold hold) {
        return status == Status.ACTIVE || (status == Status.READ_ONLY && hold == Hold.SUSPENDED);
    }

    /** Opens a tenant again that was closed for what it owed, where nothing is overdue any more. */
    void settle(Work work, TenantId id) {
        Optional<Hold> hold = invoices.hold(id);
        boolean isOverdue = invoices.oldestDue(id)
                .filter(due -> due.isBefore(policy.before(Hold.READ_ONLY, work.now())))
                .isPresent();
        if (hold.isEmpty() || isOverdue) {
            return;
        }
        invoices.release(id);
        Optional<Tenant> closed = tenants.find(id)
                .filter(tenant -> tenant.status().name().equals(hold.get().name()));
        closed.ifPresent(tenant -> {
            Tenant open = tenant.activated(work.now());
            if (!tenants.update(open)) {
                throw new Conflict("tenant.changed", "Somebody else has changed this tenant. Read it again.");
            }
            work.record("tenant.resumed", id, Difference.between("status", tenant.status(), open.status()));
        });
    }

    static String lock(TenantId id) {
        return "billing of " + id.value();
    }
}
