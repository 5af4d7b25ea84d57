package io.tenancy.persistence;

import io.tenancy.core.Position;
import io.tenancy.core.hold.HoldBook;
import io.tenancy.core.hold.LegalHold;
import io.tenancy.core.hold.LegalHoldId;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.persistence.TenantDb.CatalogueSql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The legal holds of all tenants, in the catalogue. */
final class JdbiHoldBook implements HoldBook {
    private static final UUID LAST = new UUID(-1, -1);

    private final CatalogueSql<Sql> db;

    JdbiHoldBook(TenantDb db) {
        this.db = db.catalogue(Sql.class);
    }

    @Override
    public void add(TenantId tenant, LegalHold hold) {
        var unused = db.one(sql -> sql.add(tenant, hold));
    }

    @Override
    public Optional<LegalHold> find(TenantId tenant, LegalHoldId id) {
        return db.one(sql -> sql.find(tenant, id)).map(Row::hold);
    }

    @Override
    public List<LegalHold> list(TenantId tenant, Optional<Position> before, int limit) {
        UUID place = before.map(Position::id).orElse(LAST);
        return db.one(sql -> sql.list(tenant, place, limit)).stream()
                .map(Row::hold)
                .toList();
    }

    @Override
    public boolean isHeld(TenantId tenant) {
        return db.one(sql -> sql.isHeld(tenant));
    }

    @Override
    public boolean end(TenantId tenant, LegalHold ended) {
        return db.one(sql -> sql.end(tenant, ended)) == 1;
    }

    @Override
    public List<Untold> untold(int limit) {
        return db.one(sql -> sql.untold(limit)).stream()
                .map(row -> new Untold(new TenantId(row.tenantId()), row.hold()))
                .toList();
    }

    @Override
    public void told(TenantId tenant, LegalHoldId id, int entries) {
        var unused = db.one(sql -> sql.told(tenant, id, entries));
    }

    /** A row as it is kept. */
    record Row(
            UUID tenantId,
            UUID id,
            String reason,
            UUID setBy,
            Instant setAt,
            Optional<String> endReason,
            Optional<UUID> endedBy,
            Optional<Instant> endedAt) {
        LegalHold hold() {
            return new LegalHold(new LegalHoldId(id), reason, setBy, setAt, endReason, endedBy, endedAt);
        }
    }

    interface Sql {
        @SqlUpdate("""
                INSERT INTO catalogue.legal_holds (tenant_id, id, reason, set_by, set_at, end_reason, ended_by, ended_at, told)
                VALUES (:tenant, :hold.id, :hold.reason, :hold.setBy, :hold.setAt, :hold.endReason, :hold.endedBy,
                        :hold.endedAt, 0)
                """)
        int add(TenantId tenant, @BindMethods("hold") LegalHold hold);

        @SqlQuery("""
                SELECT tenant_id, id, reason, set_by, set_at, end_reason, ended_by, ended_at
                FROM catalogue.legal_holds
                WHERE tenant_id = :tenant AND id = :id
                """)
        Optional<Row> find(TenantId tenant, LegalHoldId id);

        @SqlQuery("""
                SELECT tenant_id, id, reason, set_by, set_at, end_reason, ended_by, ended_at
                FROM catalogue.legal_holds
                WHERE tenant_id = :tenant AND id < :before
                ORDER BY id DESC
                LIMIT :limit
                """)
        List<Row> list(TenantId tenant, UUID before, int limit);

        @SqlQuery("""
                SELECT EXISTS (SELECT
                               FROM catalogue.legal_holds
                               WHERE tenant_id = :tenant AND ended_at IS NULL)
                """)
        boolean isHeld(TenantId tenant);

        @SqlUpdate("""
                UPDATE catalogue.legal_holds
                SET end_reason = :hold.endReason, ended_by = :hold.endedBy, ended_at = :hold.endedAt
                WHERE tenant_id = :tenant AND id = :hold.id AND ended_at IS NULL
                """)
        int end(TenantId tenant, @BindMethods("hold") LegalHold hold);

        @SqlQuery("""
                SELECT tenant_id, id, reason, set_by, set_at, end_reason, ended_by, ended_at
                FROM catalogue.legal_holds
                WHERE told < CASE WHEN ended_at IS NULL THEN 1 ELSE 2 END
                ORDER BY set_at, id
                LIMIT :limit
                """)
        List<Row> untold(int limit);

        @SqlUpdate("""
                UPDATE catalogue.legal_holds
                SET told = :entries
                WHERE tenant_id = :tenant AND id = :id AND told < :entries
                """)
        int told(TenantId tenant, LegalHoldId id, int entries);
    }
}
