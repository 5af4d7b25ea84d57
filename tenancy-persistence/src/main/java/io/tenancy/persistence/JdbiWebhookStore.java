package io.tenancy.persistence;

import io.tenancy.core.Position;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.webhook.DeliveryId;
import io.tenancy.core.webhook.Keys;
import io.tenancy.core.webhook.Progress;
import io.tenancy.core.webhook.ReplayId;
import io.tenancy.core.webhook.Webhook;
import io.tenancy.core.webhook.WebhookId;
import io.tenancy.core.webhook.WebhookStore;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

final class JdbiWebhookStore implements WebhookStore {
    private static final UUID START = new UUID(0, 0);

    private final TenantSql<Sql> db;

    JdbiWebhookStore(TenantDb db) {
        this.db = db.tenant(Sql.class);
    }

    @Override
    public Optional<Webhook> find(TenantScope scope, WebhookId id) {
        return db.one(scope, sql -> sql.find(scope.id(), id)).map(Row::webhook);
    }

    @Override
    public List<Webhook> list(TenantScope scope, Optional<Position> after, int limit) {
        UUID place = after.map(Position::id).orElse(START);
        return db.one(scope, sql -> sql.list(scope.id(), place, limit)).stream()
                .map(Row::webhook)
                .toList();
    }

    @Override
    public int count(TenantScope scope) {
        return db.one(scope, sql -> sql.count(scope.id()));
    }

    @Override
    public void add(TenantScope scope, Webhook webhook, Keys keys, long position) {
        var unused = db.one(scope, sql -> sql.add(scope.id(), new To(webhook), keys, position));
    }

    @Override
    public boolean update(TenantScope scope, Webhook webhook) {
        return db.one(scope, sql -> sql.update(scope.id(), new To(webhook))) == 1;
    }

    @Override
    public boolean delete(TenantScope scope, WebhookId id) {
        return db.one(scope, sql -> sql.delete(scope.id(), id)) == 1;
    }

    @Override
    public Optional<Keys> keys(TenantScope scope, WebhookId id) {
        return db.one(scope, sql -> sql.keys(scope.id(), id));
    }

    @Override
    public boolean setKeys(TenantScope scope, WebhookId id, Keys keys) {
        return db.one(scope, sql -> sql.setKeys(scope.id(), id, keys)) == 1;
    }

    @Override
    public Optional<Progress> progress(TenantScope scope, WebhookId id) {
        return db.one(scope, sql -> sql.progress(scope.id(), id)).map(Place::progress);
    }

    @Override
    public boolean advance(TenantScope scope, WebhookId id, Progress before, Progress after) {
        return db.one(scope, sql -> sql.advance(scope.id(), id, before, after)) == 1;
    }

    @Override
    public void reset(TenantScope scope, WebhookId id, Progress progress) {
        var unused = db.one(scope, sql -> sql.reset(scope.id(), id, progress));
    }

    @Override
    public Optional<Long> needed(TenantScope scope) {
        return db.one(scope, sql -> sql.needed(scope.id()));
    }

    /** A webhook as it is kept. */
    record Row(
            UUID id,
            String url,
            String description,
            List<String> eventTypes,
            Webhook.Status status,
            Optional<Webhook.Reason> disabledBecause,
            Optional<Instant> failingSince,
            Optional<Instant> nextAttemptAt,
            Instant createdAt,
            Instant updatedAt,
            long version) {
        Webhook webhook() {
            return new Webhook(
                    new WebhookId(id),
                    URI.create(url),
                    description,
                    eventTypes,
                    status,
                    disabledBecause,
                    failingSince,
                    nextAttemptAt,
                    createdAt,
                    updatedAt,
                    version);
        }
    }

    /** How far a webhook is, as it is kept. */
    record Place(
            long position,
            int failures,
            Optional<Instant> failingSince,
            Optional<Instant> nextAttemptAt,
            Optional<UUID> deliveryId,
            Optional<UUID> replayId) {
        Progress progress() {
            return new Progress(
                    position,
                    failures,
                    failingSince,
                    nextAttemptAt,
                    deliveryId.map(DeliveryId::new),
                    replayId.map(ReplayId::new));
        }
    }

    /** A webhook in columns; JDBI binds the methods of what is public. */
    public record To(Webhook webhook) {
        public String url() {
            return webhook.url().toString();
        }

        public String[] eventTypes() {
            return webhook.eventTypes().toArray(String[]::new);
        }
    }

    interface Sql {
        @SqlQuery("""
                SELECT min(LEAST(w.position + 1, r.next_place))
                FROM webhooks w
                LEFT JOIN webhook_replays r ON r.tenant_id = :tenant AND r.webhook_id = w.id
                WHERE w.tenant_id = :tenant AND w.status = 'ACTIVE'
                """)
        Optional<Long> needed(TenantId tenant);

        @SqlQuery("""
                SELECT id, url, description, event_types, status, disabled_because, failing_since, next_attempt_at,
                       created_at, updated_at, version
                FROM webhooks
                WHERE tenant_id = :tenant AND id = :id
                """)
        Optional<Row> find(TenantId tenant, WebhookId id);

        @SqlQuery("""
                SELECT id, url, description, event_types, status, disabled_because, failing_since, next_attempt_at,
                       created_at, updated_at, version
                FROM webhooks
                WHERE tenant_id = :tenant AND id > :after
                ORDER BY id
                LIMIT :limit
                """)
        List<Row> list(TenantId tenant, UUID after, int limit);

        @SqlQuery("""
                SELECT count(*)
                FROM webhooks
                WHERE tenant_id = :tenant
                """)
        int count(TenantId tenant);

        @SqlUpdate("""
                INSERT INTO webhooks (tenant_id, id, url, description, event_types, status, disabled_because, secret,
                                      previous_secret, previous_until, position, failures, created_at, updated_at, version)
                VALUES (:tenant, :to.webhook.id, :to.url, :to.webhook.description, :to.eventTypes, :to.webhook.status,
                        :to.webhook.disabledBecause, :keys.current, :keys.previous, :keys.previousUntil, :position, 0,
                        :to.webhook.createdAt, :to.webhook.updatedAt, :to.webhook.version)
                """)
        int add(TenantId tenant, @BindMethods("to") To to, @BindMethods("keys") Keys keys, long position);

        @SqlUpdate("""
                UPDATE webhooks
                SET url = :to.url, description = :to.webhook.description, event_types = :to.eventTypes,
                    status = :to.webhook.status, disabled_because = :to.webhook.disabledBecause,
                    updated_at = :to.webhook.updatedAt, version = :to.webhook.version
                WHERE tenant_id = :tenant AND id = :to.webhook.id AND version = :to.webhook.version - 1
                """)
        int update(TenantId tenant, @BindMethods("to") To to);

        @SqlUpdate("""
                DELETE FROM webhooks
                WHERE tenant_id = :tenant AND id = :id
                """)
        int delete(TenantId tenant, WebhookId id);

        @SqlQuery("""
                SELECT secret AS current, previous_secret AS previous, previous_until
                FROM webhooks
                WHERE tenant_id = :tenant AND id = :id
                """)
        Optional<Keys> keys(TenantId tenant, WebhookId id);

        @SqlUpdate("""
                UPDATE webhooks
                SET secret = :keys.current, previous_secret = :keys.previous, previous_until = :keys.previousUntil
                WHERE tenant_id = :tenant AND id = :id
                """)
        int setKeys(TenantId tenant, WebhookId id, @BindMethods("keys") Keys keys);

        @SqlQuery("""
                SELECT position, failures, failing_since, next_attempt_at, delivery_id, replay_id
                FROM webhooks
                WHERE tenant_id = :tenant AND id = :id
                """)
        Optional<Place> progress(TenantId tenant, WebhookId id);

        @SqlUpdate("""
                UPDATE webhooks
                SET position = :after.position, failures = :after.failures, failing_since = :after.failingSince,
                    next_attempt_at = :after.nextAt, delivery_id = :after.delivery, replay_id = :after.replay
                WHERE tenant_id = :tenant AND id = :id AND status = 'ACTIVE'
                  AND position = :before.position AND failures = :before.failures
                """)
        int advance(
                TenantId tenant,
                WebhookId id,
                @BindMethods("before") Progress before,
                @BindMethods("after") Progress after);

        @SqlUpdate("""
                UPDATE webhooks
                SET position = :at.position, failures = :at.failures, failing_since = :at.failingSince,
                    next_attempt_at = :at.nextAt, delivery_id = :at.delivery, replay_id = :at.replay
                WHERE tenant_id = :tenant AND id = :id
                """)
        int reset(TenantId tenant, WebhookId id, @BindMethods("at") Progress progress);
    }
}
