package io.tenancy.persistence;

import io.tenancy.core.Position;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.User;
import io.tenancy.core.user.User.Status;
import io.tenancy.core.user.UserQuery;
import io.tenancy.persistence.TenantDb.TenantSql;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/**
 * Pages of users, each order by the index that has it. Row-level security forbids PostgreSQL to use an index for LIKE,
 * so a prefix is a range of a column whose collation is the order of code points.
 */
final class UserLists {
    private final TenantSql<Sql> db;

    UserLists(TenantDb db) {
        this.db = db.tenant(Sql.class);
    }

    List<User> list(TenantScope scope, UserQuery query, Optional<Position> after, int limit) {
        Slice slice = Slice.of(query, after, limit);
        return query.search()
                .map(SortKey::bounded)
                .map(prefix -> search(scope, query.sort(), slice, prefix, SortKey.end(prefix)))
                .orElseGet(() -> all(scope, query.sort(), slice));
    }

    private List<User> all(TenantScope scope, UserQuery.Sort sort, Slice slice) {
        return db.one(scope, sql -> switch (sort) {
            case CREATED -> sql.byCreated(scope.id(), slice);
            case NAME -> sql.byName(scope.id(), slice);
            case EMAIL -> sql.byEmail(scope.id(), slice);
        });
    }

    private List<User> search(TenantScope scope, UserQuery.Sort sort, Slice slice, String from, String to) {
        return db.one(scope, sql -> switch (sort) {
            case CREATED -> sql.searchByCreated(scope.id(), slice, from, to);
            case NAME -> sql.searchByName(scope.id(), slice, from, to);
            case EMAIL -> sql.searchByEmail(scope.id(), slice, from, to);
        });
    }

    /** A part of a list: what follows a place, in a status if one is asked for. */
    record Slice(String key, UUID id, Optional<Status> status, int limit) {
        private static final Position START = new Position("", new UUID(0, 0));

        static Slice of(UserQuery query, Optional<Position> after, int limit) {
            Position place = after.orElse(START);
            return new Slice(SortKey.bounded(place.key()), place.id(), query.status(), limit);
        }
    }

    interface Sql {
        @SqlQuery("""
                SELECT u.id, u.email, u.name, u.status, u.created_at, u.updated_at, u.last_login_at, u.version,
                       ARRAY(SELECT r.name
                             FROM user_roles h
                             JOIN roles r ON r.tenant_id = :tenant AND r.id = h.role_id
                             WHERE h.tenant_id = :tenant AND h.user_id = u.id) AS roles
                FROM users u
                WHERE u.tenant_id = :tenant AND u.deleted_at IS NULL
                  AND (CAST(:slice.status AS text) IS NULL OR u.status = :slice.status)
                  AND u.id > :slice.id
                ORDER BY u.id
                LIMIT :slice.limit
                """)
        List<User> byCreated(TenantId tenant, @BindMethods("slice") Slice slice);

        @SqlQuery("""
                SELECT u.id, u.email, u.name, u.status, u.created_at, u.updated_at, u.last_login_at, u.version,
                       ARRAY(SELECT r.name
                             FROM user_roles h
                             JOIN roles r ON r.tenant_id = :tenant AND r.id = h.role_id
                             WHERE h.tenant_id = :tenant AND h.user_id = u.id) AS roles
                FROM users u
                WHERE u.tenant_id = :tenant AND u.deleted_at IS NULL
                  AND (CAST(:slice.status AS text) IS NULL OR u.status = :slice.status)
                  AND (u.name_key, u.id) > (:slice.key, :slice.id)
                ORDER BY u.name_key, u.id
                LIMIT :slice.limit
                """)
        List<User> byName(TenantId tenant, @BindMethods("slice") Slice slice);

        @SqlQuery("""
                SELECT u.id, u.email, u.name, u.status, u.created_at, u.updated_at, u.last_login_at, u.version,
                       ARRAY(SELECT r.name
                             FROM user_roles h
                             JOIN roles r ON r.tenant_id = :tenant AND r.id = h.role_id
                             WHERE h.tenant_id = :tenant AND h.user_id = u.id) AS roles
                FROM users u
                WHERE u.tenant_id = :tenant AND u.deleted_at IS NULL
                  AND (CAST(:slice.status AS text) IS NULL OR u.status = :slice.status)
                  AND u.email > :slice.key
                ORDER BY u.email
                LIMIT :slice.limit
                """)
        List<User> byEmail(TenantId tenant, @BindMethods("slice") Slice slice);

        @SqlQuery("""
                SELECT u.id, u.email, u.name, u.status, u.created_at, u.updated_at, u.last_login_at, u.version,
                       ARRAY(SELECT r.name
                             FROM user_roles h
                             JOIN roles r ON r.tenant_id = :tenant AND r.id = h.role_id
                             WHERE h.tenant_id = :tenant AND h.user_id = u.id) AS roles
                FROM users u
                WHERE u.tenant_id = :tenant AND u.deleted_at IS NULL
                  AND (CAST(:slice.status AS text) IS NULL OR u.status = :slice.status)
                  AND (u.name_key >= :from AND u.name_key < :to OR u.email >= :from AND u.email < :to)
                  AND u.id > :slice.id
                ORDER BY u.id
                LIMIT :slice.limit
                """)
        List<User> searchByCreated(TenantId tenant, @BindMethods("slice") Slice slice, String from, String to);

        @SqlQuery("""
                SELECT u.id, u.email, u.name, u.status, u.created_at, u.updated_at, u.last_login_at, u.version,
                       ARRAY(SELECT r.name
                             FROM user_roles h
                             JOIN roles r ON r.tenant_id = :tenant AND r.id = h.role_id
                             WHERE h.tenant_id = :tenant AND h.user_id = u.id) AS roles
                FROM users u
                WHERE u.tenant_id = :tenant AND u.deleted_at IS NULL
                  AND (CAST(:slice.status AS text) IS NULL OR u.status = :slice.status)
                  AND (u.name_key >= :from AND u.name_key < :to OR u.email >= :from AND u.email < :to)
                  AND (u.name_key, u.id) > (:slice.key, :slice.id)
                ORDER BY u.name_key, u.id
                LIMIT :slice.limit
                """)
        List<User> searchByName(TenantId tenant, @BindMethods("slice") Slice slice, String from, String to);

        @SqlQuery("""
                SELECT u.id, u.email, u.name, u.status, u.created_at, u.updated_at, u.last_login_at, u.version,
                       ARRAY(SELECT r.name
                             FROM user_roles h
                             JOIN roles r ON r.tenant_id = :tenant AND r.id = h.role_id
                             WHERE h.tenant_id = :tenant AND h.user_id = u.id) AS roles
                FROM users u
                WHERE u.tenant_id = :tenant AND u.deleted_at IS NULL
                  AND (CAST(:slice.status AS text) IS NULL OR u.status = :slice.status)
                  AND (u.name_key >= :from AND u.name_key < :to OR u.email >= :from AND u.email < :to)
                  AND u.email > :slice.key
                ORDER BY u.email
                LIMIT :slice.limit
                """)
        List<User> searchByEmail(TenantId tenant, @BindMethods("slice") Slice slice, String from, String to);
    }
}
