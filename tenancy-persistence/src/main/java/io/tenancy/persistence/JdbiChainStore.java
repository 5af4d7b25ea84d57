package io.tenancy.persistence;

import io.tenancy.core.audit.ChainHead;
import io.tenancy.core.audit.ChainLink;
import io.tenancy.core.audit.ChainStore;
import io.tenancy.core.audit.Sealable;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The chain of the journal: links beside the entries, and a queue of those that have none yet. */
final class JdbiChainStore implements ChainStore {
    private final TenantSql<Sql> db;

    JdbiChainStore(TenantDb db) {
        this.db = db.tenant(Sql.class);
    }

    @Override
    public ChainHead head(TenantScope scope) {
        return db.one(scope, sql -> sql.head(scope.id())).orElse(ChainHead.START);
    }

    @Override
    public List<Sealable> unsealed(TenantScope scope, int limit) {
        return db.one(scope, sql -> sql.unsealed(scope.id(), limit));
    }

    @Override
    public void seal(TenantScope scope, List<ChainLink> links, Instant at) {
        UUID[] entries = links.stream().map(ChainLink::entry).toArray(UUID[]::new);
        db.all(scope, sql -> {
            sql.add(scope.id(), links, at);
            return sql.dequeue(scope.id(), entries);
        });
    }

    @Override
    public List<Linked> links(TenantScope scope, long after, int limit) {
        return db.one(scope, sql -> sql.links(scope.id(), after, limit));
    }

    @Override
    public boolean isErased(TenantScope scope, Set<UUID> persons) {
        UUID[] ids = persons.toArray(UUID[]::new);
        return db.one(scope, sql -> sql.isErased(scope.id(), ids));
    }

    @Override
    public boolean isExplainedBefore(TenantScope scope, long place) {
        return db.one(scope, sql -> sql.isExplainedBefore(scope.id(), place));
    }

    @Override
    public Optional<UUID> loose(TenantScope scope) {
        return db.one(scope, sql -> sql.loose(scope.id()));
    }

    interface Sql {
        @SqlQuery("""
                SELECT sequence, digest
                FROM journal_links
                WHERE tenant_id = :tenant
                ORDER BY sequence DESC
                LIMIT 1
                """)
        Optional<ChainHead> head(TenantId tenant);

        @SqlQuery("""
                SELECT j.id, j.at, j.actor_kind, j.actor_id, j.on_behalf_of, j.credential, j.action, j.target,
                       j.fields, j.values_before, j.values_after, j.address, j.user_agent, j.request_id, j.trace_id,
                       j.salt
                FROM journal_queue q
                JOIN journal j ON j.tenant_id = :tenant AND j.id = q.entry_id
                WHERE q.tenant_id = :tenant
                ORDER BY q.place
                LIMIT :limit
                """)
        List<Sealable> unsealed(TenantId tenant, int limit);

        @SqlBatch("""
                INSERT INTO journal_links (tenant_id, sequence, entry_id, details, digest, sealed_at)
                VALUES (:tenant, :link.sequence, :link.entry, :link.details, :link.digest, :at)
                """)
        int[] add(TenantId tenant, @BindMethods("link") List<ChainLink> links, Instant at);

        @SqlUpdate("""
                DELETE FROM journal_queue
                WHERE tenant_id = :tenant AND entry_id = ANY(:entries)
                """)
        int dequeue(TenantId tenant, UUID[] entries);

        @SqlQuery("""
                SELECT l.sequence, l.entry_id, l.details, l.digest,
                       j.id, j.at, j.actor_kind, j.actor_id, j.on_behalf_of, j.credential, j.action, j.target,
                       j.fields, j.values_before, j.values_after, j.address, j.user_agent, j.request_id, j.trace_id,
                       j.salt
                FROM journal_links l
                LEFT JOIN journal j ON j.tenant_id = :tenant AND j.id = l.entry_id
                WHERE l.tenant_id = :tenant AND l.sequence > :after
                ORDER BY l.sequence
                LIMIT :limit
                """)
        List<Linked> links(TenantId tenant, long after, int limit);

        @SqlQuery("""
                SELECT EXISTS (SELECT
                               FROM journal
                               WHERE tenant_id = :tenant AND target = ANY(:persons) AND action = 'user.erased')
                """)
        boolean isErased(TenantId tenant, UUID[] persons);

        @SqlQuery("""
                SELECT EXISTS (
                    SELECT
                    FROM journal j
                    JOIN journal_links l ON l.tenant_id = :tenant AND l.entry_id = j.id
                    WHERE j.tenant_id = :tenant AND j.salt IS NULL AND l.sequence > :place
                      AND NOT EXISTS (
                          SELECT
                          FROM journal e
                          JOIN journal_links p ON p.tenant_id = :tenant AND p.entry_id = e.id
                          WHERE e.tenant_id = :tenant AND e.action = 'user.erased'
                            AND e.target IN (j.actor_id, j.on_behalf_of, j.target) AND p.sequence > :place))
                """)
        boolean isExplainedBefore(TenantId tenant, long place);

        @SqlQuery("""
                SELECT j.id
                FROM journal j
                WHERE j.tenant_id = :tenant
                  AND NOT EXISTS (SELECT FROM journal_links l WHERE l.tenant_id = :tenant AND l.entry_id = j.id)
                  AND NOT EXISTS (SELECT FROM journal_queue q WHERE q.tenant_id = :tenant AND q.entry_id = j.id)
                ORDER BY j.id
                LIMIT 1
                """)
        Optional<UUID> loose(TenantId tenant);
    }
}
