package io.tenancy.persistence;

import io.tenancy.core.Position;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.User;
import io.tenancy.core.user.User.Status;
import io.tenancy.core.user.UserQuery;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/**
 * Pages of users, each order by the index that has it. Row-level security forbids PostgreSQL to use an index for LIKE,
 * so a prefix is a range of a column whose collation is the order of code points.
 */
final class UserLists {
    private static final Position START = new Position("", new UUID(0, 0));

    private final TenantSql<Sql> db;

    UserLists(TenantDb db) {
        this.db = db.tenant(Sql.class);
    }

    List<User> list(TenantScope scope, UserQuery query, Optional<Position> after, int limit) {
        Position place = after.orElse(START);
        String key = SortKey.bounded(place.key());
        Optional<String> prefix = query.search().map(SortKey::bounded);
        return prefix.isPresent()
                ? search(scope, query, prefix.get(), key, place.id(), limit)
                : all(scope, query, key, place.id(), limit);
    }

    private List<User> all(TenantScope scope, UserQuery query, String key, UUID id, int limit) {
        Optional<Status> status = query.status();
        return db.one(scope, sql -> switch (query.sort()) {
            case CREATED -> sql.byCreated(scope.id(), status, id, limit);
            case NAME -> sql.byName(scope.id(), status, key, id, limit);
            case EMAIL -> sql.byEmail(scope.id(), status, key, limit);
        });
    }

    private List<User> search(TenantScope scope, UserQuery query, String from, String key, UUID id, int limit) {
        Optional<Status> status = query.status();
        String to = SortKey.end(from);
        return db.one(scope, sql -> switch (query.sort()) {
            case CREATED -> sql.searchByCreated(scope.id(), from, to, status, id, limit);
            case NAME -> sql.searchByName(scope.id(), from, to, status, key, id, limit);
            case EMAIL -> sql.searchByEmail(scope.id(), from, to, status, key, limit);
        });
    }

    interface Sql {
        @PlannedEachTime
        @SqlQuery("""
                SELECT u.id, u.email, u.name, u.status, u.created_at, u.updated_at, u.last_login_at,
                       u.email_verified_at, u.version,
                       ARRAY(SELECT r.name
                             FROM user_roles h
                             JOIN roles r ON r.tenant_id = :tenant AND r.id = h.role_id
                             WHERE h.tenant_id = :tenant AND h.user_id = u.id) AS roles
                FROM users u
                WHERE u.tenant_id = :tenant AND u.deleted_at IS NULL
                  AND (CAST(:status AS text) IS NULL OR u.status = :status)
                  AND u.id > :id
                ORDER BY u.id
                LIMIT :limit
                """)
        List<User> byCreated(TenantId tenant, Optional<Status> status, UUID id, int limit);

        @PlannedEachTime
        @SqlQuery("""
                SELECT u.id, u.email, u.name, u.status, u.created_at, u.updated_at, u.last_login_at,
                       u.email_verified_at, u.version,
                       ARRAY(SELECT r.name
                             FROM user_roles h
                             JOIN roles r ON r.tenant_id = :tenant AND r.id = h.role_id
                             WHERE h.tenant_id = :tenant AND h.user_id = u.id) AS roles
                FROM users u
                WHERE u.tenant_id = :tenant AND u.deleted_at IS NULL
                  AND (CAST(:status AS text) IS NULL OR u.status = :status)
                  AND (u.name_key, u.id) > (:key, :id)
                ORDER BY u.name_key, u.id
                LIMIT :limit
                """)
        List<User> byName(TenantId tenant, Optional<Status> status, String key, UUID id, int limit);

        @PlannedEachTime
        @SqlQuery("""
                SELECT u.id, u.email, u.name, u.status, u.created_at, u.updated_at, u.last_login_at,
                       u.email_verified_at, u.version,
                       ARRAY(SELECT r.name
                             FROM user_roles h
                             JOIN roles r ON r.tenant_id = :tenant AND r.id = h.role_id
                             WHERE h.tenant_id = :tenant AND h.user_id = u.id) AS roles
                FROM users u
                WHERE u.tenant_id = :tenant AND u.deleted_at IS NULL
                  AND (CAST(:status AS text) IS NULL OR u.status = :status)
                  AND u.email > :key
                ORDER BY u.email
                LIMIT :limit
                """)
        List<User> byEmail(TenantId tenant, Optional<Status> status, String key, int limit);

        @PlannedEachTime
        @SqlQuery("""
                SELECT u.id, u.email, u.name, u.status, u.created_at, u.updated_at, u.last_login_at,
                       u.email_verified_at, u.version,
                       ARRAY(SELECT r.name
                             FROM user_roles h
                             JOIN roles r ON r.tenant_id = :tenant AND r.id = h.role_id
                             WHERE h.tenant_id = :tenant AND h.user_id = u.id) AS roles
                FROM users u
                WHERE u.tenant_id = :tenant AND u.deleted_at IS NULL
                  AND (CAST(:status AS text) IS NULL OR u.status = :status)
                  AND (u.name_key >= :from AND u.name_key < :to OR u.email >= :from AND u.email < :to)
                  AND u.id > :id
                ORDER BY u.id
                LIMIT :limit
                """)
        List<User> searchByCreated(
                TenantId tenant, String from, String to, Optional<Status> status, UUID id, int limit);

        @PlannedEachTime
        @SqlQuery("""
                SELECT u.id, u.email, u.name, u.status, u.created_at, u.updated_at, u.last_login_at,
                       u.email_verified_at, u.version,
                       ARRAY(SELECT r.name
                             FROM user_roles h
                             JOIN roles r ON r.tenant_id = :tenant AND r.id = h.role_id
                             WHERE h.tenant_id = :tenant AND h.user_id = u.id) AS roles
                FROM users u
                WHERE u.tenant_id = :tenant AND u.deleted_at IS NULL
                  AND (CAST(:status AS text) IS NULL OR u.status = :status)
                  AND (u.name_key >= :from AND u.name_key < :to OR u.email >= :from AND u.email < :to)
                  AND (u.name_key, u.id) > (:key, :id)
                ORDER BY u.name_key, u.id
                LIMIT :limit
                """)
        List<User> searchByName(
                TenantId tenant, String from, String to, Optional<Status> status, String key, UUID id, int limit);

        @PlannedEachTime
        @SqlQuery("""
                SELECT u.id, u.email, u.name, u.status, u.created_at, u.updated_at, u.last_login_at,
                       u.email_verified_at, u.version,
                       ARRAY(SELECT r.name
                             FROM user_roles h
                             JOIN roles r ON r.tenant_id = :tenant AND r.id = h.role_id
                             WHERE h.tenant_id = :tenant AND h.user_id = u.id) AS roles
                FROM users u
                WHERE u.tenant_id = :tenant AND u.deleted_at IS NULL
                  AND (CAST(:status AS text) IS NULL OR u.status = :status)
                  AND (u.name_key >= :from AND u.name_key < :to OR u.email >= :from AND u.email < :to)
                  AND u.email > :key
                ORDER BY u.email
                LIMIT :limit
                """)
        List<User> searchByEmail(
                TenantId tenant, String from, String to, Optional<Status> status, String key, int limit);
    }
}
