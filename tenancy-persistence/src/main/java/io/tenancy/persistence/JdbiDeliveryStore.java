package io.tenancy.persistence;

import io.tenancy.core.Position;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.webhook.Delivery;
import io.tenancy.core.webhook.Delivery.Attempt;
import io.tenancy.core.webhook.Delivery.Status;
import io.tenancy.core.webhook.DeliveryFilter;
import io.tenancy.core.webhook.DeliveryId;
import io.tenancy.core.webhook.DeliveryStore;
import io.tenancy.core.webhook.Replay;
import io.tenancy.core.webhook.ReplayId;
import io.tenancy.core.webhook.WebhookId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** What was sent to webhooks. The ids of deliveries are in the order of time. */
final class JdbiDeliveryStore implements DeliveryStore {
    private static final UUID LAST = new UUID(-1, -1);

    /** A delivery gets its id after the time of its first attempt; no clock is so wrong. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final TenantSql<Sql> db;

    JdbiDeliveryStore(TenantDb db) {
        this.db = db.tenant(Sql.class);
    }

    @Override
    public Optional<Delivery> find(TenantScope scope, WebhookId webhook, DeliveryId id) {
        return db.one(scope, sql -> sql.find(scope.id(), webhook, id)).map(Row::delivery);
    }

    @Override
    public List<Attempt> attempts(TenantScope scope, DeliveryId id) {
        return db.one(scope, sql -> sql.attempts(scope.id(), id));
    }

    @Override
    public List<Delivery> list(
            TenantScope scope, WebhookId webhook, DeliveryFilter filter, Optional<Position> before, int limit) {
        UUID place = before.map(Position::id).orElse(LAST);
        return db.one(scope, sql -> sql.list(scope.id(), webhook, filter, place, limit)).stream()
                .map(Row::delivery)
                .toList();
    }

    @Override
    public void save(TenantScope scope, List<Delivery> deliveries) {
        db.all(scope, sql -> {
            sql.save(scope.id(), deliveries);
            return sql.attempted(scope.id(), deliveries);
        });
    }

    @Override
    public void giveUp(TenantScope scope, DeliveryId id) {
        var unused = db.one(scope, sql -> sql.giveUp(scope.id(), id));
    }

    @Override
    public int prune(TenantScope scope, Instant before, int limit) {
        UUID last = new UUID(Math.max(0, before.plus(LONGEST).toEpochMilli()) << 16, 0);
        return db.one(scope, sql -> sql.prune(scope.id(), before, last, limit));
    }

    @Override
    public Optional<Long> place(TenantScope scope, UUID entry) {
        return db.one(scope, sql -> sql.place(scope.id(), entry));
    }

    @Override
    public long placeBefore(TenantScope scope, Instant time) {
        return db.one(scope, sql -> sql.placeBefore(scope.id(), time)).orElse(0L);
    }

    @Override
    public void addReplay(TenantScope scope, Replay replay) {
        var unused = db.one(scope, sql -> sql.addReplay(scope.id(), replay));
    }

    @Override
    public int countReplays(TenantScope scope, WebhookId webhook) {
        return db.one(scope, sql -> sql.countReplays(scope.id(), webhook));
    }

    @Override
    public Optional<Replay> nextReplay(TenantScope scope, WebhookId webhook) {
        return db.one(scope, sql -> sql.nextReplay(scope.id(), webhook)).map(Range::replay);
    }

    @Override
    public boolean moveReplay(TenantScope scope, Replay before, long next) {
        return next > before.last()
                ? db.one(scope, sql -> sql.endReplay(scope.id(), before)) == 1
                : db.one(scope, sql -> sql.moveReplay(scope.id(), before, next)) == 1;
    }

    @Override
    public void removeReplay(TenantScope scope, ReplayId id) {
        var unused = db.one(scope, sql -> sql.removeReplay(scope.id(), id));
    }

    /** A delivery and its last attempt as they are kept. */
    record Row(
            UUID id,
            UUID webhookId,
            String messageId,
            Optional<UUID> entryId,
            String eventType,
            Status status,
            boolean replay,
            int attempts,
            Instant createdAt,
            Optional<Instant> nextAttemptAt,
            Instant at,
            int milliseconds,
            Optional<Integer> answer,
            Optional<String> error,
            String excerpt) {
        Delivery delivery() {
            return new Delivery(
                    new DeliveryId(id),
                    new WebhookId(webhookId),
                    messageId,
                    entryId,
                    eventType,
                    status,
                    replay,
                    attempts,
                    createdAt,
                    nextAttemptAt,
                    new Attempt(attempts, at, milliseconds, answer, error, excerpt));
        }
    }

    /** A replay as it is kept. */
    record Range(UUID id, UUID webhookId, long nextPlace, long lastPlace) {
        Replay replay() {
            return new Replay(new ReplayId(id), new WebhookId(webhookId), nextPlace, lastPlace);
        }
    }

    interface Sql {
        @SqlQuery("""
                SELECT d.id, d.webhook_id, d.message_id, d.entry_id, d.event_type, d.status, d.replay, d.attempts,
                       d.created_at, d.next_attempt_at, a.at, a.milliseconds, a.status AS answer, a.error, a.excerpt
                FROM webhook_deliveries d
                JOIN webhook_attempts a ON a.tenant_id = :tenant AND a.delivery_id = d.id AND a.number = d.attempts
                WHERE d.tenant_id = :tenant AND d.id = :id AND d.webhook_id = :webhook
                """)
        Optional<Row> find(TenantId tenant, WebhookId webhook, DeliveryId id);

        @SqlQuery("""
                SELECT number, at, milliseconds, status, error, excerpt
                FROM webhook_attempts
                WHERE tenant_id = :tenant AND delivery_id = :delivery
                ORDER BY number
                """)
        List<Attempt> attempts(TenantId tenant, DeliveryId delivery);

        @PlannedEachTime
        @SqlQuery("""
                SELECT d.id, d.webhook_id, d.message_id, d.entry_id, d.event_type, d.status, d.replay, d.attempts,
                       d.created_at, d.next_attempt_at, a.at, a.milliseconds, a.status AS answer, a.error, a.excerpt
                FROM webhook_deliveries d
                JOIN webhook_attempts a ON a.tenant_id = :tenant AND a.delivery_id = d.id AND a.number = d.attempts
                WHERE d.tenant_id = :tenant AND d.webhook_id = :webhook AND d.id < :before
                  AND (CAST(:only.status AS text) IS NULL OR d.status = :only.status)
                  AND (CAST(:only.eventType AS text) IS NULL OR d.event_type = :only.eventType)
                  AND (CAST(:only.message AS text) IS NULL OR d.message_id = :only.message)
                ORDER BY d.id DESC
                LIMIT :limit
                """)
        List<Row> list(
                TenantId tenant, WebhookId webhook, @BindMethods("only") DeliveryFilter filter, UUID before, int limit);

        @SqlBatch("""
                INSERT INTO webhook_deliveries (tenant_id, id, webhook_id, message_id, entry_id, event_type, status, replay,
                                                attempts, created_at, next_attempt_at)
                VALUES (:tenant, :one.id, :one.webhook, :one.messageId, :one.entry, :one.eventType, :one.status,
                        :one.replay, :one.attempts, :one.createdAt, :one.nextAttemptAt)
                ON CONFLICT (tenant_id, id) DO UPDATE
                SET status = EXCLUDED.status, attempts = EXCLUDED.attempts, next_attempt_at = EXCLUDED.next_attempt_at
                """)
        int[] save(TenantId tenant, @BindMethods("one") List<Delivery> deliveries);

        @SqlBatch("""
                INSERT INTO webhook_attempts (tenant_id, delivery_id, number, at, milliseconds, status, error, excerpt)
                VALUES (:tenant, :one.id, :one.last.number, :one.last.at, :one.last.milliseconds, :one.last.status,
                        :one.last.error, :one.last.excerpt)
                """)
        int[] attempted(TenantId tenant, @BindMethods("one") List<Delivery> deliveries);

        @SqlUpdate("""
                UPDATE webhook_deliveries
                SET status = 'FAILED', next_attempt_at = NULL
                WHERE tenant_id = :tenant AND id = :id
                """)
        int giveUp(TenantId tenant, DeliveryId id);

        @SqlUpdate("""
                DELETE FROM webhook_deliveries
                WHERE tenant_id = :tenant AND id IN (
                    SELECT d.id
                    FROM webhook_deliveries d
                    WHERE d.tenant_id = :tenant AND d.id < :last AND d.created_at < :before AND d.status <> 'FAILING'
                    ORDER BY d.id
                    LIMIT :limit)
                """)
        int prune(TenantId tenant, Instant before, UUID last, int limit);

        @SqlQuery("""
                SELECT sequence
                FROM journal_links
                WHERE tenant_id = :tenant AND entry_id = :entry
                """)
        Optional<Long> place(TenantId tenant, UUID entry);

        @SqlQuery("""
                SELECT sequence
                FROM journal_links
                WHERE tenant_id = :tenant AND sealed_at < :time
                ORDER BY sealed_at DESC, sequence DESC
                LIMIT 1
                """)
        Optional<Long> placeBefore(TenantId tenant, Instant time);

        @SqlUpdate("""
                INSERT INTO webhook_replays (tenant_id, id, webhook_id, next_place, last_place)
                VALUES (:tenant, :one.id, :one.webhook, :one.next, :one.last)
                """)
        int addReplay(TenantId tenant, @BindMethods("one") Replay replay);

        @SqlQuery("""
                SELECT count(*)
                FROM webhook_replays
                WHERE tenant_id = :tenant AND webhook_id = :webhook
                """)
        int countReplays(TenantId tenant, WebhookId webhook);

        @SqlQuery("""
                SELECT id, webhook_id, next_place, last_place
                FROM webhook_replays
                WHERE tenant_id = :tenant AND webhook_id = :webhook
                ORDER BY id
                LIMIT 1
                """)
        Optional<Range> nextReplay(TenantId tenant, WebhookId webhook);

        @SqlUpdate("""
                UPDATE webhook_replays
                SET next_place = :next
                WHERE tenant_id = :tenant AND id = :one.id AND next_place = :one.next
                """)
        int moveReplay(TenantId tenant, @BindMethods("one") Replay before, long next);

        @SqlUpdate("""
                DELETE FROM webhook_replays
                WHERE tenant_id = :tenant AND id = :one.id AND next_place = :one.next
                """)
        int endReplay(TenantId tenant, @BindMethods("one") Replay before);

        @SqlUpdate("""
                DELETE FROM webhook_replays
                WHERE tenant_id = :tenant AND id = :id
                """)
        int removeReplay(TenantId tenant, ReplayId id);
    }
}
