package io.tenancy.persistence;

import io.tenancy.core.Position;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Journal;
import io.tenancy.core.access.JournalEntry;
import io.tenancy.core.audit.AuditQuery;
import io.tenancy.core.audit.AuditStore;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

/** The journal, written and read. The ids of its entries are in the order of time. */
final class JdbiJournal implements Journal, AuditStore {
    private static final UUID FIRST = new UUID(0, 0);
    private static final UUID LAST = new UUID(-1, -1);

    /** An entry gets its id after its time; no command takes so long, and no clock is so wrong. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final TenantSql<Sql> db;

    JdbiJournal(TenantDb db) {
        this.db = db.tenant(Sql.class);
    }

    @Override
    public void append(TenantScope scope, List<JournalEntry> entries) {
        db.later(
                scope,
                sql -> sql.append(
                        scope.id(),
                        entries.stream()
                                .map(entry -> new Row(entry, UUID.randomUUID()))
                                .toList()));
    }

    @Override
    public List<JournalEntry> list(TenantScope scope, AuditQuery query, Optional<Position> before, int limit) {
        UUID from = query.from().map(time -> floor(time.minus(LONGEST))).orElse(FIRST);
        UUID until = query.until().map(time -> floor(time.plus(LONGEST))).orElse(LAST);
        UUID place = before.map(Position::id).orElse(LAST);
        return db.one(
                scope,
                sql -> sql.list(
                        scope.id(),
                        query.from(),
                        query.until(),
                        query.actor(),
                        query.action(),
                        query.target(),
                        from,
                        until,
                        place,
                        limit));
    }

    /** The first id of version 7 of a time. */
    private static UUID floor(Instant time) {
        return new UUID(Math.max(0, time.toEpochMilli()) << 16, 0);
    }

    /** An entry with its differences as three lists of the same length. Public, so that JDBI may read it. */
    public record Row(JournalEntry entry, UUID salt) {
        public String[] fields() {
            return texts(Difference::field);
        }

        public String[] before() {
            return texts(difference -> difference.before().orElse(null));
        }

        public String[] after() {
            return texts(difference -> difference.after().orElse(null));
        }

        private String[] texts(Function<Difference, @Nullable String> text) {
            return entry.changes().stream().map(text).toArray(String[]::new);
        }
    }

    interface Sql {
        @SqlBatch("""
                WITH written AS (
                    INSERT INTO journal (tenant_id, id, at, actor_kind, actor_id, on_behalf_of, credential, action, target,
                                         fields, values_before, values_after, address, user_agent, request_id, trace_id,
                                         salt)
                    VALUES (:tenant, :row.entry.id, :row.entry.at, :row.entry.actor.kind, :row.entry.actor.id,
                            :row.entry.onBehalfOf, :row.entry.credential, :row.entry.action, :row.entry.target,
                            :row.fields, :row.before, :row.after, :row.entry.origin.address,
                            :row.entry.origin.userAgent, :row.entry.origin.requestId, :row.entry.origin.traceId,
                            :row.salt)
                    RETURNING id
                )
                INSERT INTO journal_queue (tenant_id, entry_id)
                SELECT :tenant, id
                FROM written
                """)
        int[] append(TenantId tenant, @BindMethods("row") List<Row> entries);

        @PlannedEachTime
        @SqlQuery("""
                SELECT id, at, actor_kind, actor_id, on_behalf_of, credential, action, target,
                       fields, values_before, values_after, address, user_agent, request_id, trace_id
                FROM journal
                WHERE tenant_id = :tenant AND id < :before AND id >= :first AND id < :last
                  AND (CAST(:since AS timestamptz) IS NULL OR at >= :since)
                  AND (CAST(:until AS timestamptz) IS NULL OR at < :until)
                  AND (CAST(:actor AS uuid) IS NULL OR actor_id = :actor)
                  AND (CAST(:action AS text) IS NULL OR action = :action)
                  AND (CAST(:target AS uuid) IS NULL OR target = :target)
                ORDER BY id DESC
                LIMIT :limit
                """)
        List<JournalEntry> list(
                TenantId tenant,
                Optional<Instant> since,
                Optional<Instant> until,
                Optional<UUID> actor,
                Optional<String> action,
                Optional<UUID> target,
                UUID first,
                UUID last,
                UUID before,
                int limit);
    }
}
