package io.tenancy.persistence;

import io.tenancy.core.access.Assurance;
import io.tenancy.core.session.Client;
import io.tenancy.core.session.Session;
import io.tenancy.core.session.SessionId;
import io.tenancy.core.session.SessionStore;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

final class JdbiSessionStore implements SessionStore {
    private static final SessionId NONE = new SessionId(new UUID(0, 0));

    private final TenantSql<Sql> db;

    JdbiSessionStore(TenantDb db) {
        this.db = db.tenant(Sql.class);
    }

    @Override
    public Optional<Session> find(TenantScope scope, SessionId id) {
        return db.one(scope, sql -> sql.find(scope.id(), id));
    }

    @Override
    public void add(TenantScope scope, Session session) {
        db.later(scope, sql -> sql.add(scope.id(), session, names(session.assurance())));
    }

    @Override
    public List<Session> open(TenantScope scope, UserId user) {
        return db.one(scope, sql -> sql.open(scope.id(), user));
    }

    @Override
    public boolean rotate(TenantScope scope, SessionId id, int generation, Instant at, Client client) {
        return db.one(scope, sql -> sql.rotate(scope.id(), id, generation, at, client)) == 1;
    }

    @Override
    public void reassure(TenantScope scope, SessionId id, Assurance assurance) {
        db.later(scope, sql -> sql.reassure(scope.id(), id, names(assurance), assurance.at()));
    }

    @Override
    public boolean revoke(TenantScope scope, SessionId id, Instant at) {
        return db.changing(scope, sql -> sql.revoke(scope.id(), id, at)) == 1;
    }

    @Override
    public void revokeAll(TenantScope scope, UserId user, Optional<SessionId> except, Instant at) {
        db.changing(scope, sql -> sql.revokeAll(scope.id(), user, except.orElse(NONE), at));
    }

    @Override
    public void prune(TenantScope scope, UserId user, Instant before) {
        db.later(scope, sql -> sql.prune(scope.id(), user, before));
    }

    private static String[] names(Assurance assurance) {
        return assurance.methods().stream().map(Enum::name).toArray(String[]::new);
    }

    interface Sql {
        @SqlQuery("""
                SELECT id, user_id, generation, seed, created_at, refreshed_at, expires_at, revoked_at, address,
                       user_agent, COALESCE(methods, ARRAY['PASSWORD']) AS methods,
                       COALESCE(authenticated_at, created_at) AS authenticated_at
                FROM sessions
                WHERE tenant_id = :tenant AND id = :id
                """)
        Optional<Session> find(TenantId tenant, SessionId id);

        @SqlQuery("""
                SELECT id, user_id, generation, seed, created_at, refreshed_at, expires_at, revoked_at, address,
                       user_agent, COALESCE(methods, ARRAY['PASSWORD']) AS methods,
                       COALESCE(authenticated_at, created_at) AS authenticated_at
                FROM sessions
                WHERE tenant_id = :tenant AND user_id = :user AND revoked_at IS NULL
                ORDER BY refreshed_at DESC, id DESC
                """)
        List<Session> open(TenantId tenant, UserId user);

        @SqlUpdate("""
                INSERT INTO sessions (tenant_id, id, user_id, generation, seed, created_at, refreshed_at, expires_at,
                                      revoked_at, methods, authenticated_at, address, user_agent)
                VALUES (:tenant, :session.id, :session.user, :session.generation, :session.seed, :session.createdAt,
                        :session.refreshedAt, :session.expiresAt, :session.revokedAt, :methods,
                        :session.assurance.at, :session.client.address, :session.client.userAgent)
                """)
        int add(TenantId tenant, @BindMethods("session") Session session, String[] methods);

        @SqlUpdate("""
                UPDATE sessions
                SET generation = :generation + 1, refreshed_at = :at,
                    address = COALESCE(:client.address, address), user_agent = COALESCE(:client.userAgent, user_agent)
                WHERE tenant_id = :tenant AND id = :id AND generation = :generation AND revoked_at IS NULL
                """)
        int rotate(TenantId tenant, SessionId id, int generation, Instant at, @BindMethods("client") Client client);

        @SqlUpdate("""
                UPDATE sessions
                SET methods = :methods, authenticated_at = :at
                WHERE tenant_id = :tenant AND id = :id
                """)
        int reassure(TenantId tenant, SessionId id, String[] methods, Instant at);

        @SqlUpdate("""
                UPDATE sessions
                SET revoked_at = :at
                WHERE tenant_id = :tenant AND id = :id AND revoked_at IS NULL
                """)
        int revoke(TenantId tenant, SessionId id, Instant at);

        @SqlUpdate("""
                UPDATE sessions
                SET revoked_at = :at
                WHERE tenant_id = :tenant AND user_id = :user AND id <> :except AND revoked_at IS NULL
                """)
        int revokeAll(TenantId tenant, UserId user, SessionId except, Instant at);

        @SqlUpdate("""
                DELETE FROM sessions
                WHERE tenant_id = :tenant AND user_id = :user AND LEAST(revoked_at, expires_at, refreshed_at) < :before
                """)
        int prune(TenantId tenant, UserId user, Instant before);
    }
}
