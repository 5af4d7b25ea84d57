package io.tenancy.core.billing;

import static io.tenancy.core.access.Permissions.INVOICE_READ;
import static io.tenancy.core.access.Permissions.PLATFORM_READ_INVOICES;
import static io.tenancy.core.access.Permissions.PLATFORM_WRITE_INVOICES;
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
import io.tenancy.core.access.Work;
import io.tenancy.core.billing.Invoice.Status;
import io.tenancy.core.billing.Settlement.Outcome;
import io.tenancy.core.subscription.SubscriptionStore;
import io.tenancy.core.subscription.Terms;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Invoices that operators issue and settle by hand, and that tenants see. */
public final class InvoiceService {
    private final Gate gate;
    private final TenantStore tenants;
    private final SubscriptionStore subscriptions;
    private final Billing billing;
    private final Cursors cursors;

    /** What is owed, and what follows. */
    public record Billing(InvoiceStore invoices, Dunning dunning) {
        public Billing {
            requireNonNull(invoices);
            requireNonNull(dunning);
        }
    }

    public InvoiceService(
            Gate gate, TenantStore tenants, SubscriptionStore subscriptions, Billing billing, Cursors cursors) {
        this.gate = requireNonNull(gate);
        this.tenants = requireNonNull(tenants);
        this.subscriptions = requireNonNull(subscriptions);
        this.billing = requireNonNull(billing);
        this.cursors = requireNonNull(cursors);
    }

    /** The caller's own tenant's, the youngest first. */
    public Page<Invoice> list(Caller caller, InvoiceFilter filter, PageRequest request) {
        return gate.query(caller, INVOICE_READ, scope -> page(scope.id(), scope.id(), filter, request));
    }

    public Invoice get(Caller caller, InvoiceId id) {
        return gate.query(caller, INVOICE_READ, scope -> known(scope.id(), id));
    }

    /** Those of a tenant, for operators. */
    public Page<Invoice> list(Caller caller, TenantId tenant, InvoiceFilter filter, PageRequest request) {
        return gate.query(caller, PLATFORM_READ_INVOICES, scope -> page(scope.id(), existing(tenant), filter, request));
    }

    public Invoice get(Caller caller, TenantId tenant, InvoiceId id) {
        return gate.query(caller, PLATFORM_READ_INVOICES, scope -> known(existing(tenant), id));
    }

    /** Issues an invoice, which is open from then on and never changed but for what becomes of it. */
    public Invoice issue(Caller caller, TenantId id, NewInvoice wanted) {
        return gate.command(caller, PLATFORM_WRITE_INVOICES, work -> {
            TenantId tenant = existing(id);
            work.lock(Dunning.lock(tenant));
            List<InvoiceLine> lines = owed(tenant, wanted, work.now());
            if (billing.invoices().overlaps(tenant, wanted.from(), wanted.to())) {
                throw new Conflict("invoice.overlaps", "There is an invoice for a part of this time. Void it first.");
            }
            Invoice invoice = new Invoice(
                    new InvoiceId(work.newId()),
                    tenant,
                    billing.invoices().newest(tenant) + 1,
                    Status.OPEN,
                    wanted.currency(),
                    wanted.from(),
                    wanted.to(),
                    lines,
                    wanted.taxRate().orElse(0),
                    work.now(),
                    work.now().plus(Duration.ofDays(wanted.dueDays().orElse(14))),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    1);
            if (!billing.invoices().add(invoice)) {
                throw new Conflict("invoice.changed", "Somebody else is issuing an invoice. Try again.");
            }
            work.record(
                    "invoice.issued",
                    invoice.id(),
                    Difference.added("total", invoice.total() + " " + invoice.currency()));
            return invoice;
        });
    }

    private List<InvoiceLine> owed(TenantId tenant, NewInvoice wanted, Instant now) {
        Terms terms = subscriptions.find(tenant).at(now);
        List<InvoiceLine> lines =
                new ArrayList<>(Proration.lines(terms, wanted.currency(), wanted.from(), wanted.to()));
        lines.addAll(wanted.lines().orElse(List.of()));
        if (lines.stream().mapToLong(InvoiceLine::amount).sum() <= 0) {
            throw new Conflict("invoice.empty", "Nothing is owed in this currency for this time.");
        }
        return lines;
    }

    /** Says what has become of an invoice; said again it changes nothing. */
    public Invoice settle(Caller caller, TenantId tenant, InvoiceId id, Settlement settlement) {
        return gate.command(caller, PLATFORM_WRITE_INVOICES, work -> {
            work.lock(Dunning.lock(tenant));
            Invoice invoice = known(existing(tenant), id);
            Invoice settled = settled(invoice, settlement.outcome(), work);
            if (settled.equals(invoice)) {
                work.changedNothing();
                return invoice;
            }
            if (!billing.invoices().update(settled)) {
                throw new Conflict("invoice.changed", "Somebody else has changed this invoice. Read it again.");
            }
            work.record(
                    "invoice." + settlement.outcome().name().toLowerCase(Locale.ROOT),
                    id,
                    Difference.between("status", invoice.status(), settled.status()));
            if (settled.status() == Status.PAID || settled.status() == Status.VOID) {
                billing.dunning().settle(work, tenant);
            }
            return settled;
        });
    }

    private static Invoice settled(Invoice invoice, Outcome outcome, Work work) {
        return switch (outcome) {
            case PAID ->
                invoice.status() == Status.PAID
                        ? invoice
                        : from(invoice, Status.OPEN, Status.UNCOLLECTIBLE).in(Status.PAID, Optional.of(work.now()));
            case FAILED -> from(invoice, Status.OPEN).failed(work.now());
            case VOID ->
                invoice.status() == Status.VOID
                        ? invoice
                        : from(invoice, Status.OPEN, Status.UNCOLLECTIBLE).in(Status.VOID, Optional.empty());
            case UNCOLLECTIBLE ->
                invoice.status() == Status.UNCOLLECTIBLE
                        ? invoice
                        : from(invoice, Status.OPEN).in(Status.UNCOLLECTIBLE, Optional.empty());
        };
    }

    private static Invoice from(Invoice invoice, Status... possible) {
        if (!Set.of(possible).contains(invoice.status())) {
            throw new Conflict("invoice.status", "This cannot become of an invoice that is settled already.");
        }
        return invoice;
    }

    private Page<Invoice> page(TenantId asking, TenantId tenant, InvoiceFilter filter, PageRequest request) {
        return cursors.page(
                asking,
                "invoices of " + tenant.value() + " " + filter,
                request,
                (before, limit) -> billing.invoices().list(tenant, filter, before, limit),
                invoice -> new Position("", invoice.id().value()));
    }

    private Invoice known(TenantId tenant, InvoiceId id) {
        return billing.invoices().find(tenant, id).orElseThrow(() -> new NotFound("invoice"));
    }

    private TenantId existing(TenantId id) {
        return tenants.find(id).orElseThrow(() -> new NotFound("tenant")).id();
    }
}
