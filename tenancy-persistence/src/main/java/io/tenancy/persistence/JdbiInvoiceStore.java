package io.tenancy.persistence;

import io.tenancy.core.Position;
import io.tenancy.core.billing.Invoice;
import io.tenancy.core.billing.InvoiceFilter;
import io.tenancy.core.billing.InvoiceId;
import io.tenancy.core.billing.InvoiceLine;
import io.tenancy.core.billing.InvoiceStore;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.persistence.TenantDb.CatalogueSql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

final class JdbiInvoiceStore implements InvoiceStore {
    private static final UUID FIRST = new UUID(0, 0);
    private static final UUID LAST = new UUID(-1, -1);

    private final CatalogueSql<Sql> db;

    JdbiInvoiceStore(TenantDb db) {
        this.db = db.catalogue(Sql.class);
    }

    @Override
    public Optional<Invoice> find(TenantId tenant, InvoiceId id) {
        return db.one(sql -> sql.find(tenant, id)).map(row -> row.invoice(tenant));
    }

    @Override
    public Optional<Invoice> referenced(TenantId tenant, String reference) {
        return db.one(sql -> sql.referenced(tenant, reference)).map(row -> row.invoice(tenant));
    }

    @Override
    public List<Invoice> list(TenantId tenant, InvoiceFilter filter, Optional<Position> before, int limit) {
        UUID place = before.map(Position::id).orElse(LAST);
        return db.one(sql -> sql.list(tenant, filter.status(), filter.search(), place, limit)).stream()
                .map(row -> row.invoice(tenant))
                .toList();
    }

    @Override
    public long newest(TenantId tenant) {
        return db.one(sql -> sql.newest(tenant));
    }

    @Override
    public boolean overlaps(TenantId tenant, Instant from, Instant to) {
        return db.one(sql -> sql.overlaps(tenant, from, to));
    }

    @Override
    public boolean add(Invoice invoice) {
        String[] lines = invoice.lines().stream().map(InvoiceLine::text).toArray(String[]::new);
        return db.one(sql -> sql.add(invoice, lines)) == 1;
    }

    @Override
    public boolean update(Invoice invoice) {
        return db.one(sql -> sql.update(invoice)) == 1;
    }

    @Override
    public Optional<Progress> progress(TenantId tenant) {
        return db.one(sql -> sql.progress(tenant));
    }

    @Override
    public void progress(TenantId tenant, Progress progress) {
        var unused = db.one(sql -> sql.progress(tenant, progress));
    }

    @Override
    public List<TenantId> unbilled(Instant now, Optional<TenantId> after, int limit) {
        UUID place = after.map(TenantId::value).orElse(FIRST);
        return db.one(sql -> sql.unbilled(now, place, limit)).stream()
                .map(TenantId::new)
                .toList();
    }

    @Override
    public Optional<Instant> oldestDue(TenantId tenant) {
        return db.one(sql -> sql.oldestDue(tenant)).map(Due::at);
    }

    @Override
    public Optional<Hold> hold(TenantId tenant) {
        return db.one(sql -> sql.hold(tenant)).map(Hold::valueOf);
    }

    @Override
    public void hold(TenantId tenant, Hold hold, Instant since) {
        var unused = db.one(sql -> sql.hold(tenant, hold, since));
    }

    @Override
    public void release(TenantId tenant) {
        var unused = db.one(sql -> sql.release(tenant));
    }

    @Override
    public List<TenantId> overdue(Hold next, Instant before, int limit) {
        return db.one(sql -> sql.overdue(next, before, limit)).stream()
                .map(TenantId::new)
                .toList();
    }

    /** When something is due. */
    record Due(Instant at) {}

    /** A row as it is kept. */
    record Row(
            UUID id,
            long number,
            Invoice.Status status,
            String currency,
            Instant startsAt,
            Instant endsAt,
            List<String> lines,
            int taxRate,
            Instant issuedAt,
            Instant dueAt,
            Optional<Instant> paidAt,
            Optional<Instant> failedAt,
            Optional<String> reference,
            long version) {
        Invoice invoice(TenantId tenant) {
            return new Invoice(
                    new InvoiceId(id),
                    tenant,
                    number,
                    status,
                    currency,
                    startsAt,
                    endsAt,
                    lines.stream().map(InvoiceLine::parse).toList(),
                    taxRate,
                    issuedAt,
                    dueAt,
                    paidAt,
                    failedAt,
                    reference,
                    version);
        }
    }

    interface Sql {
        @SqlQuery("""
                SELECT id, number, status, currency, starts_at, ends_at, lines, tax_rate, issued_at, due_at, paid_at,
                       failed_at, reference, version
                FROM catalogue.invoices
                WHERE tenant_id = :tenant AND id = :id
                """)
        Optional<Row> find(TenantId tenant, InvoiceId id);

        @SqlQuery("""
                SELECT id, number, status, currency, starts_at, ends_at, lines, tax_rate, issued_at, due_at, paid_at,
                       failed_at, reference, version
                FROM catalogue.invoices
                WHERE tenant_id = :tenant AND reference = :reference
                """)
        Optional<Row> referenced(TenantId tenant, String reference);

        @SqlQuery("""
                SELECT id, number, status, currency, starts_at, ends_at, lines, tax_rate, issued_at, due_at, paid_at,
                       failed_at, reference, version
                FROM catalogue.invoices
                WHERE tenant_id = :tenant AND id < :before
                  AND (CAST(:status AS text) IS NULL OR status = :status)
                  AND (CAST(:search AS text) IS NULL OR starts_with(CAST(number AS text), :search)
                       OR position(:search IN reference) > 0)
                ORDER BY id DESC
                LIMIT :limit
                """)
        List<Row> list(
                TenantId tenant, Optional<Invoice.Status> status, Optional<String> search, UUID before, int limit);

        @SqlQuery("""
                SELECT COALESCE(max(number), 0)
                FROM catalogue.invoices
                WHERE tenant_id = :tenant
                """)
        long newest(TenantId tenant);

        @SqlQuery("""
                SELECT EXISTS (
                    SELECT 1
                    FROM catalogue.invoices
                    WHERE tenant_id = :tenant AND status <> 'VOID' AND starts_at < :to AND ends_at > :from)
                """)
        boolean overlaps(TenantId tenant, Instant from, Instant to);

        @SqlUpdate("""
                INSERT INTO catalogue.invoices (tenant_id, id, number, status, currency, starts_at, ends_at, lines, tax_rate,
                                                issued_at, due_at, paid_at, failed_at, reference, version)
                VALUES (:one.tenant, :one.id, :one.number, :one.status, :one.currency, :one.from, :one.to, :lines,
                        :one.taxRate, :one.issuedAt, :one.dueAt, :one.paidAt, :one.failedAt, :one.reference,
                        :one.version)
                ON CONFLICT DO NOTHING
                """)
        int add(@BindMethods("one") Invoice one, String[] lines);

        @SqlUpdate("""
                UPDATE catalogue.invoices
                SET status = :one.status, due_at = :one.dueAt, paid_at = :one.paidAt, failed_at = :one.failedAt,
                    version = :one.version
                WHERE tenant_id = :one.tenant AND id = :one.id AND version = :one.version - 1
                """)
        int update(@BindMethods("one") Invoice one);

        @SqlQuery("""
                SELECT billed_to, metered_to, due_at
                FROM catalogue.invoicing
                WHERE tenant_id = :tenant
                """)
        Optional<Progress> progress(TenantId tenant);

        @SqlUpdate("""
                INSERT INTO catalogue.invoicing (tenant_id, billed_to, metered_to, due_at)
                VALUES (:tenant, :one.billedTo, :one.meteredTo, :one.dueAt)
                ON CONFLICT (tenant_id) DO UPDATE
                SET billed_to = EXCLUDED.billed_to, metered_to = EXCLUDED.metered_to, due_at = EXCLUDED.due_at
                """)
        int progress(TenantId tenant, @BindMethods("one") Progress one);

        @SqlQuery("""
                SELECT tenant_id
                FROM (
                    (SELECT tenant_id
                     FROM catalogue.invoicing
                     WHERE due_at <= :now AND tenant_id > :after
                     ORDER BY tenant_id
                     LIMIT :limit)
                    UNION ALL
                    (SELECT s.tenant_id
                     FROM catalogue.subscriptions s
                     LEFT JOIN catalogue.invoicing i ON i.tenant_id = s.tenant_id
                     WHERE i.tenant_id IS NULL AND s.tenant_id > :after
                     ORDER BY s.tenant_id
                     LIMIT :limit)) due
                ORDER BY tenant_id
                LIMIT :limit
                """)
        List<UUID> unbilled(Instant now, UUID after, int limit);

        @SqlQuery("""
                SELECT due_at AS at
                FROM catalogue.invoices
                WHERE tenant_id = :tenant AND status = 'OPEN'
                ORDER BY due_at
                LIMIT 1
                """)
        Optional<Due> oldestDue(TenantId tenant);

        @SqlQuery("""
                SELECT hold
                FROM catalogue.dunning
                WHERE tenant_id = :tenant
                """)
        Optional<String> hold(TenantId tenant);

        @SqlUpdate("""
                INSERT INTO catalogue.dunning (tenant_id, hold, since)
                VALUES (:tenant, :hold, :since)
                ON CONFLICT (tenant_id) DO UPDATE
                SET hold = EXCLUDED.hold, since = EXCLUDED.since
                """)
        int hold(TenantId tenant, Hold hold, Instant since);

        @SqlUpdate("""
                DELETE FROM catalogue.dunning
                WHERE tenant_id = :tenant
                """)
        int release(TenantId tenant);

        @SqlQuery("""
                SELECT DISTINCT i.tenant_id
                FROM catalogue.invoices i
                JOIN catalogue.tenants t ON t.id = i.tenant_id
                LEFT JOIN catalogue.dunning d ON d.tenant_id = i.tenant_id
                WHERE i.status = 'OPEN' AND i.due_at < :before
                  AND (t.status = 'ACTIVE' OR (t.status = 'READ_ONLY' AND :next = 'SUSPENDED'))
                  AND (d.hold IS NULL OR (d.hold = 'READ_ONLY' AND :next = 'SUSPENDED'))
                LIMIT :limit
                """)
        List<UUID> overdue(Hold next, Instant before, int limit);
    }
}
