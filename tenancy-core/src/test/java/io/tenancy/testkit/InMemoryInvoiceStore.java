package io.tenancy.testkit;

import static io.tenancy.testkit.InMemoryTransactions.CATALOGUE;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Position;
import io.tenancy.core.billing.Invoice;
import io.tenancy.core.billing.Invoice.Status;
import io.tenancy.core.billing.InvoiceFilter;
import io.tenancy.core.billing.InvoiceId;
import io.tenancy.core.billing.InvoiceStore;
import io.tenancy.core.subscription.Subscription;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

final class InMemoryInvoiceStore implements InvoiceStore {
    private static final String ONLY = "";

    private final InMemoryTables tables;

    InMemoryInvoiceStore(InMemoryTables tables) {
        this.tables = requireNonNull(tables);
    }

    private <T> T step(TenantId tenant, Supplier<T> step) {
        return tables.transactions.step(CATALOGUE, () -> {
            if (tables.tenants.find(CATALOGUE, tenant.value()).isEmpty()) {
                tables.invoices.removeIf(tenant, row -> true);
                tables.dunning.removeIf(tenant, row -> true);
                tables.invoicing.removeIf(tenant, row -> true);
            }
            return step.get();
        });
    }

    @Override
    public Optional<Invoice> find(TenantId tenant, InvoiceId id) {
        return step(tenant, () -> tables.invoices.find(tenant, id.value()));
    }

    @Override
    public Optional<Invoice> referenced(TenantId tenant, String reference) {
        return step(
                tenant,
                () -> tables.invoices
                        .all(tenant)
                        .filter(one -> one.reference().equals(Optional.of(reference)))
                        .findAny());
    }

    @Override
    public List<Invoice> list(TenantId tenant, InvoiceFilter filter, Optional<Position> before, int limit) {
        return step(
                tenant,
                () -> tables.invoices
                        .all(tenant)
                        .filter(filter::test)
                        .filter(one -> before.isEmpty()
                                || InMemoryTable.BY_ID.compare(
                                                one.id().value(), before.get().id())
                                        < 0)
                        .sorted(Comparator.comparing((Invoice one) -> one.id().value(), InMemoryTable.BY_ID)
                                .reversed())
                        .limit(limit)
                        .toList());
    }

    @Override
    public long newest(TenantId tenant) {
        return step(
                tenant,
                () -> tables.invoices
                        .all(tenant)
                        .mapToLong(Invoice::number)
                        .max()
                        .orElse(0));
    }

    @Override
    public boolean overlaps(TenantId tenant, Instant from, Instant to) {
        return step(
                tenant,
                () -> tables.invoices
                        .all(tenant)
                        .anyMatch(one -> one.status() != Status.VOID
                                && one.from().isBefore(to)
                                && one.to().isAfter(from)));
    }

    @Override
    public boolean add(Invoice invoice) {
        return step(invoice.tenant(), () -> {
            boolean isFree = tables.invoices
                    .all(invoice.tenant())
                    .noneMatch(one -> one.number() == invoice.number()
                            || (invoice.reference().isPresent()
                                    && one.reference().equals(invoice.reference())));
            if (isFree) {
                tables.invoices.put(invoice.tenant(), invoice.id().value(), invoice);
            }
            return isFree;
        });
    }

    @Override
    public boolean update(Invoice invoice) {
        return step(invoice.tenant(), () -> {
            boolean isCurrent = tables.invoices
                    .find(invoice.tenant(), invoice.id().value())
                    .filter(one -> one.version() == invoice.version() - 1)
                    .isPresent();
            if (isCurrent) {
                tables.invoices.put(invoice.tenant(), invoice.id().value(), invoice);
            }
            return isCurrent;
        });
    }

    @Override
    public Optional<Progress> progress(TenantId tenant) {
        return step(tenant, () -> tables.invoicing.find(tenant, ONLY));
    }

    @Override
    public void progress(TenantId tenant, Progress progress) {
        step(tenant, () -> {
            tables.invoicing.put(tenant, ONLY, progress);
            return progress;
        });
    }

    @Override
    public List<TenantId> unbilled(Instant now, Optional<TenantId> after, int limit) {
        return tables.transactions.step(
                CATALOGUE,
                () -> tables.subscriptions
                        .all(CATALOGUE)
                        .map(Subscription::tenant)
                        .filter(id -> after.filter(last -> InMemoryTable.BY_ID.compare(id.value(), last.value()) <= 0)
                                .isEmpty())
                        .sorted(Comparator.comparing(TenantId::value, InMemoryTable.BY_ID))
                        .filter(id -> progress(id)
                                .filter(known -> known.dueAt().isAfter(now))
                                .isEmpty())
                        .limit(limit)
                        .toList());
    }

    @Override
    public Optional<Instant> oldestDue(TenantId tenant) {
        return step(tenant, () -> open(tenant).map(Invoice::dueAt).min(Comparator.naturalOrder()));
    }

    private Stream<Invoice> open(TenantId tenant) {
        return tables.invoices.all(tenant).filter(one -> one.status() == Status.OPEN);
    }

    @Override
    public Optional<Hold> hold(TenantId tenant) {
        return step(tenant, () -> tables.dunning.find(tenant, ONLY));
    }

    @Override
    public void hold(TenantId tenant, Hold hold, Instant since) {
        step(tenant, () -> {
            tables.dunning.put(tenant, ONLY, hold);
            return hold;
        });
    }

    @Override
    public void release(TenantId tenant) {
        step(tenant, () -> tables.dunning.remove(tenant, ONLY));
    }

    @Override
    public List<TenantId> overdue(Hold next, Instant before, int limit) {
        return tables.transactions.step(
                CATALOGUE,
                () -> tables.tenants
                        .all(CATALOGUE)
                        .filter(tenant -> tenant.status() == Tenant.Status.ACTIVE
                                || (tenant.status() == Tenant.Status.READ_ONLY && next == Hold.SUSPENDED))
                        .map(Tenant::id)
                        .filter(id -> hold(id).filter(held -> held.compareTo(next) >= 0)
                                .isEmpty())
                        .filter(id -> open(id).anyMatch(one -> one.dueAt().isBefore(before)))
                        .limit(limit)
                        .toList());
    }
}
