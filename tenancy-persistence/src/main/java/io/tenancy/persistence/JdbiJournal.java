package io.tenancy.persistence;

import io.tenancy.core.Position;
import io.tenancy.core.access.Journal;
import io.tenancy.core.access.JournalEntry;
import io.tenancy.core.audit.AuditStore;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/** The journal, written and read. The ids of its entries are in the order of time. */
final class JdbiJournal implements Journal, AuditStore {
    private static final UUID LAST = new UUID(-1, -1);

    private final TenantSql<Sql> db;

    JdbiJournal(TenantDb db) {
        this.db = db.tenant(Sql.class);
    }

    @Override
    public void append(TenantScope scope, List<JournalEntry> entries) {
        db.all(scope, sql -> sql.append(scope.id(), entries));
    }

    @Override
    public List<JournalEntry> list(TenantScope scope, Optional<Position> before, int limit) {
        UUID place = before.map(Position::id).orElse(LAST);
        return db.one(scope, sql -> sql.list(scope.id(), place, limit));
    }

    interface Sql {
        @SqlBatch("""
                INSERT INTO journal (tenant_id, id, at, actor_kind, actor_id, action, target)
                VALUES (:tenant, :entry.id, :entry.at, :entry.actor.kind, :entry.actor.id, :entry.action,
                        :entry.target)
                """)
        int[] append(TenantId tenant, @BindMethods("entry") List<JournalEntry> entries);

        @SqlQuery("""
                SELECT id, at, actor_kind, actor_id, action, target
                FROM journal
                WHERE tenant_id = :tenant AND id < :before
                ORDER BY id DESC
                LIMIT :limit
                """)
        List<JournalEntry> list(TenantId tenant, UUID before, int limit);
    }
}
