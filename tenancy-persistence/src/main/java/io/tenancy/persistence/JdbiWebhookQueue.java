package io.tenancy.persistence;

import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.webhook.QueuedWebhook;
import io.tenancy.core.webhook.WebhookId;
import io.tenancy.core.webhook.WebhookQueue;
import io.tenancy.persistence.TenantDb.CatalogueSql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

final class JdbiWebhookQueue implements WebhookQueue {
    private static final UUID START = new UUID(0, 0);

    private final CatalogueSql<Sql> db;

    JdbiWebhookQueue(TenantDb db) {
        this.db = db.catalogue(Sql.class);
    }

    @Override
    public void add(TenantId tenant, WebhookId webhook, Instant now) {
        var unused = db.one(sql -> sql.add(tenant, webhook, now));
    }

    @Override
    public void remove(WebhookId webhook) {
        var unused = db.one(sql -> sql.remove(webhook));
    }

    @Override
    public Optional<QueuedWebhook> claim(Instant now, Instant until, int most) {
        return db.one(sql -> sql.claim(now, until, most)).map(Row::queued);
    }

    @Override
    public boolean release(QueuedWebhook mine, Next next, Instant now) {
        return db.one(sql -> sql.release(mine, next, now)) == 1;
    }

    @Override
    public void wake(TenantId tenant, Instant now) {
        var unused = db.one(sql -> sql.wake(tenant, now));
    }

    @Override
    public void rouse(WebhookId webhook, Instant now) {
        var unused = db.one(sql -> sql.rouse(webhook, now));
    }

    @Override
    public Waiting waiting(Instant now) {
        return db.one(sql -> sql.waiting(now));
    }

    @Override
    public List<TenantId> tenants(Optional<TenantId> after, int limit) {
        UUID place = after.map(TenantId::value).orElse(START);
        return db.one(sql -> sql.tenants(place, limit)).stream()
                .map(TenantId::new)
                .toList();
    }

    /** A webhook in the queue as it is kept. */
    record Row(UUID tenant, UUID webhook, long tries, long wakes, Instant activeAt) {
        QueuedWebhook queued() {
            return new QueuedWebhook(new TenantId(tenant), new WebhookId(webhook), tries, wakes, activeAt);
        }
    }

    interface Sql {
        @SqlUpdate("""
                INSERT INTO catalogue.webhook_queue (webhook, tenant, tries, wakes, held, failing, due_at, active_at)
                VALUES (:webhook, :tenant, 0, 0, false, false, :now, :now)
                """)
        int add(TenantId tenant, WebhookId webhook, Instant now);

        @SqlUpdate("""
                DELETE FROM catalogue.webhook_queue
                WHERE webhook = :webhook
                """)
        int remove(WebhookId webhook);

        /** Rows that another node is taking are passed over, so that nodes do not wait for each other. */
        @SqlQuery("""
                UPDATE catalogue.webhook_queue
                SET tries = tries + 1, held = true, due_at = :until
                WHERE webhook = (
                    SELECT q.webhook
                    FROM catalogue.webhook_queue q
                    WHERE q.due_at <= :now
                      AND (SELECT count(*)
                           FROM catalogue.webhook_queue h
                           WHERE h.tenant = q.tenant AND h.held AND h.due_at > :now) < :most
                    ORDER BY q.due_at, q.webhook
                    LIMIT 1
                    FOR UPDATE SKIP LOCKED)
                RETURNING tenant, webhook, tries, wakes, active_at
                """)
        Optional<Row> claim(Instant now, Instant until, int most);

        @SqlUpdate("""
                UPDATE catalogue.webhook_queue
                SET held = false, failing = :next.failing, active_at = :next.activeAt,
                    due_at = CASE WHEN wakes = :mine.wakes OR :next.failing THEN CAST(:next.dueAt AS timestamptz)
                                  ELSE :now END
                WHERE webhook = :mine.webhook AND tries = :mine.tries
                """)
        int release(@BindMethods("mine") QueuedWebhook mine, @BindMethods("next") Next next, Instant now);

        /** Of one that is held the holder hears when it gives it back. */
        @SqlUpdate("""
                UPDATE catalogue.webhook_queue
                SET wakes = wakes + 1, due_at = CASE WHEN held OR failing THEN due_at ELSE :now END
                WHERE tenant = :tenant AND due_at > :now
                """)
        int wake(TenantId tenant, Instant now);

        @SqlUpdate("""
                UPDATE catalogue.webhook_queue
                SET wakes = wakes + 1, failing = false, due_at = CASE WHEN held AND due_at > :now THEN due_at ELSE :now END
                WHERE webhook = :webhook
                """)
        int rouse(WebhookId webhook, Instant now);

        @SqlQuery("""
                SELECT count(*) AS due, min(due_at) AS since
                FROM catalogue.webhook_queue
                WHERE due_at <= :now
                """)
        Waiting waiting(Instant now);

        @SqlQuery("""
                SELECT DISTINCT tenant
                FROM catalogue.webhook_queue
                WHERE tenant > :after
                ORDER BY tenant
                LIMIT :limit
                """)
        List<UUID> tenants(UUID after, int limit);
    }
}
