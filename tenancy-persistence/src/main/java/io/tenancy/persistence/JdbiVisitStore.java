package io.tenancy.persistence;

import io.tenancy.core.Position;
import io.tenancy.core.session.SessionId;
import io.tenancy.core.support.Visit;
import io.tenancy.core.support.Visit.Origin;
import io.tenancy.core.support.VisitFilter;
import io.tenancy.core.support.VisitId;
import io.tenancy.core.support.VisitStore;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

final class JdbiVisitStore implements VisitStore {
    private static final UUID LAST = new UUID(-1, -1);

    private final TenantSql<Sql> db;

    JdbiVisitStore(TenantDb db) {
        this.db = db.tenant(Sql.class);
    }

    @Override
    public Optional<Visit> find(TenantScope scope, VisitId id) {
        return db.one(scope, sql -> sql.find(scope.id(), id));
    }

    @Override
    public Optional<Origin> origin(TenantScope scope, VisitId id) {
        return db.one(scope, sql -> sql.origin(scope.id(), id));
    }

    @Override
    public List<Visit> list(TenantScope scope, VisitFilter filter, Optional<Position> before, int limit) {
        UUID place = before.map(Position::id).orElse(LAST);
        return db.one(scope, sql -> sql.list(scope.id(), filter.search(), place, limit));
    }

    @Override
    public List<Visit> open(TenantScope scope, SessionId session, Instant now) {
        return db.one(scope, sql -> sql.open(scope.id(), session, now));
    }

    @Override
    public void add(TenantScope scope, Visit visit, Origin origin) {
        db.one(scope, sql -> sql.add(scope.id(), visit, origin));
    }

    @Override
    public boolean end(TenantScope scope, VisitId id, Instant at) {
        return db.one(scope, sql -> sql.end(scope.id(), id, at)) == 1;
    }

    interface Sql {
        @SqlQuery("""
                SELECT id, operator, email, access, reason, started_at, expires_at, ended_at
                FROM visits
                WHERE tenant_id = :tenant AND id = :id
                """)
        Optional<Visit> find(TenantId tenant, VisitId id);

        @SqlQuery("""
                SELECT platform, session
                FROM visits
                WHERE tenant_id = :tenant AND id = :id
                """)
        Optional<Origin> origin(TenantId tenant, VisitId id);

        @SqlQuery("""
                SELECT id, operator, email, access, reason, started_at, expires_at, ended_at
                FROM visits
                WHERE tenant_id = :tenant AND id < :before
                  AND (CAST(:search AS text) IS NULL OR position(:search IN lower(email)) > 0
                       OR position(:search IN lower(reason)) > 0)
                ORDER BY id DESC
                LIMIT :limit
                """)
        List<Visit> list(TenantId tenant, Optional<String> search, UUID before, int limit);

        @SqlQuery("""
                SELECT id, operator, email, access, reason, started_at, expires_at, ended_at
                FROM visits
                WHERE tenant_id = :tenant AND session = :session AND ended_at IS NULL AND expires_at > :now
                ORDER BY id DESC
                """)
        List<Visit> open(TenantId tenant, SessionId session, Instant now);

        @SqlUpdate("""
                INSERT INTO visits (tenant_id, id, operator, email, access, reason, started_at, expires_at, platform,
                                    session)
                VALUES (:tenant, :visit.id, :visit.operator, :visit.email, :visit.access, :visit.reason,
                        :visit.startedAt, :visit.expiresAt, :origin.platform, :origin.session)
                """)
        int add(TenantId tenant, @BindMethods("visit") Visit visit, @BindMethods("origin") Origin origin);

        @SqlUpdate("""
                UPDATE visits
                SET ended_at = :at
                WHERE tenant_id = :tenant AND id = :id AND ended_at IS NULL
                """)
        int end(TenantId tenant, VisitId id, Instant at);
    }
}
