package io.tenancy.core.billing;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import io.tenancy.core.billing.Invoice.Status;
import io.tenancy.core.billing.InvoiceStore.Progress;
import io.tenancy.core.subscription.Meter;
import io.tenancy.core.subscription.PlanEnd;
import io.tenancy.core.subscription.Subscription;
import io.tenancy.core.subscription.SubscriptionStore;
import io.tenancy.core.subscription.Terms;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantStore;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Issues an invoice of each period of each tenant, once: how far a tenant is billed changes in the transaction of the invoice. Any
 * number of nodes may do it at the same time. Where a tenant changes its plan, the time up to then is billed at once, by the plan
 * that it had.
 */
public final class PeriodicInvoicing implements PlanEnd {
    private static final int AT_ONCE = 200;
    private static final int PERIODS = 24;
    private static final Duration LATER = Duration.ofDays(1);
    private static final System.Logger LOG = System.getLogger(PeriodicInvoicing.class.getName());

    private final Gate gate;
    private final Tenants tenants;
    private final InvoiceStore invoices;
    private final Overages overages;
    private final InvoicingRules rules;

    /** Who is billed for what. */
    public record Tenants(TenantStore store, TenantDirectory directory, SubscriptionStore subscriptions) {
        public Tenants {
            requireNonNull(store);
            requireNonNull(directory);
            requireNonNull(subscriptions);
        }
    }

    public PeriodicInvoicing(Gate gate, Tenants tenants, InvoiceStore invoices, Meter meter, InvoicingRules rules) {
        this.gate = requireNonNull(gate);
        this.tenants = requireNonNull(tenants);
        this.invoices = requireNonNull(invoices);
        this.overages = new Overages(meter);
        this.rules = requireNonNull(rules);
    }

    /**
     * Bills all that is due; answers how many invoices that made. A tenant with which it fails is billed with a later run, and keeps
     * no other one waiting: each is looked at once in a run.
     */
    public int run(BooleanSupplier stopping) {
        return tenants.store()
                .findBySlug(Tenant.PLATFORM)
                .filter(Tenant::isOpen)
                .map(platform -> billAll(platform, stopping))
                .orElse(0);
    }

    private int billAll(Tenant platform, BooleanSupplier stopping) {
        Instant now = gate.now();
        int issued = 0;
        List<TenantId> due = invoices.unbilled(now, Optional.empty(), AT_ONCE);
        while (!due.isEmpty()) {
            for (TenantId id : due) {
                if (stopping.getAsBoolean()) {
                    return issued;
                }
                issued += tryToBill(platform, id);
            }
            due = invoices.unbilled(now, Optional.of(due.get(due.size() - 1)), AT_ONCE);
        }
        return issued;
    }

    private int tryToBill(Tenant platform, TenantId id) {
        try {
            return bill(platform, id);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Tenant " + id.value() + " is billed later.", e);
            return 0;
        }
    }

    private int bill(Tenant platform, TenantId id) {
        int issued = 0;
        for (int period = 0; period < PERIODS; period++) {
            Optional<Tenant> tenant = tenants.store().find(id).filter(known -> !known.isPlatform());
            Step step =
                    tenant.map(this::step).orElse(new Step(Optional.empty(), gate.now(), List.of(), Optional.empty()));
            if (step.next().isEmpty()) {
                return issued;
            }
            issued += gate.act(
                    tenants.directory().enterToProvision(platform), Actor.SYSTEM, work -> take(work, id, step));
            if (step.next().get().dueAt().isAfter(gate.now())) {
                return issued;
            }
        }
        return issued;
    }

    /** What is to be done of a tenant next: from where, what is charged, and how far it is billed then. */
    private record Step(Optional<Progress> from, Instant start, List<InvoiceLine> lines, Optional<Progress> next) {}

    private Step step(Tenant tenant) {
        Instant now = gate.now();
        Terms all = tenants.subscriptions().find(tenant.id());
        Optional<Progress> known = invoices.progress(tenant.id());
        if (all.subscription().isEmpty()) {
            return new Step(known, now, List.of(), Optional.empty());
        }
        Progress from = known.orElseGet(() -> begin(all.at(now).subscription().orElseThrow(), now));
        Terms terms = all.at(from.billedTo());
        Subscription subscription = terms.subscription().orElseThrow();
        Instant to = subscription.period(from.billedTo()).to();
        boolean isOver = subscription
                .endsAt()
                .filter(end -> !end.isAfter(from.billedTo()))
                .isPresent();
        boolean isClosed = tenant.status() != Tenant.Status.ACTIVE
                && tenant.status() != Tenant.Status.READ_ONLY
                && tenant.status() != Tenant.Status.SUSPENDED;
        if (isOver || isClosed) {
            return new Step(known, from.billedTo(), List.of(), Optional.of(from.dueAt(now.plus(LATER))));
        }
        if (to.plus(rules.delay()).isAfter(now)) {
            return new Step(known, from.billedTo(), List.of(), Optional.of(from.dueAt(to.plus(rules.delay()))));
        }
        List<InvoiceLine> lines = new ArrayList<>(Proration.lines(terms, rules.currency(), from.billedTo(), to));
        lines.addAll(overages.lines(
                tenants.directory().enterToProvision(tenant), terms, rules.currency(), from.meteredTo(), to));
        return new Step(known, from.billedTo(), lines, Optional.of(new Progress(to, to, now)));
    }

    /** A tenant that is seen for the first time is billed from the beginning of its period. */
    private Progress begin(Subscription subscription, Instant now) {
        Instant from = subscription.period(now).from();
        return new Progress(from, from, now);
    }

    private int take(Work work, TenantId tenant, Step step) {
        work.lock(Dunning.lock(tenant));
        if (!invoices.progress(tenant).equals(step.from())) {
            return idle(work); // another node was here
        }
        Progress next = step.next().orElseThrow();
        invoices.progress(tenant, next);
        boolean billed = !step.lines().isEmpty() && issue(work, tenant, step.start(), next.billedTo(), step.lines());
        return billed ? 1 : idle(work);
    }

    @Override
    public void ended(Work work, Terms before, Instant at) {
        Subscription subscription = before.subscription().orElseThrow();
        TenantId tenant = subscription.tenant();
        work.lock(Dunning.lock(tenant));
        Progress from = invoices.progress(tenant).orElseGet(() -> begin(subscription, at));
        if (from.billedTo().isBefore(at)) {
            var unused = issue(
                    work, tenant, from.billedTo(), at, Proration.lines(before, rules.currency(), from.billedTo(), at));
            invoices.progress(tenant, new Progress(at, from.meteredTo(), work.now()));
        }
    }

    /** Nothing where nothing is owed, and where an operator has issued an invoice for a part of the time. */
    private boolean issue(Work work, TenantId tenant, Instant from, Instant to, List<InvoiceLine> lines) {
        if (lines.stream().mapToLong(InvoiceLine::amount).sum() <= 0 || invoices.overlaps(tenant, from, to)) {
            return false;
        }
        Invoice invoice = new Invoice(
                new InvoiceId(work.newId()),
                tenant,
                invoices.newest(tenant) + 1,
                Status.OPEN,
                rules.currency(),
                from,
                to,
                lines,
                rules.taxRate(),
                work.now(),
                work.now().plus(Duration.ofDays(rules.dueDays())),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1);
        if (!invoices.add(invoice)) {
            throw new Conflict("invoice.changed", "Somebody else is issuing an invoice. Try again.");
        }
        work.record(
                "invoice.issued", invoice.id(), Difference.added("total", invoice.total() + " " + invoice.currency()));
        LOG.log(Level.INFO, "Tenant {0} was billed up to {1}.", tenant.value(), to);
        return true;
    }

    private static int idle(Work work) {
        var unused = work.changedNothing();
        return 0;
    }
}
