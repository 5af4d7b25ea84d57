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
 * so a prefix is a range of a column whose collation is the order of code points. A page of all users has the same plan for
 * every tenant, which connections keep; what only some of them match is planned for the tenant whose it is.
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
        return status.isPresent()
                ? ofStatus(scope, query.sort(), status.get(), key, id, limit)
                : db.one(scope, sql -> switch (query.sort()) {
                    case CREATED -> sql.byCreated(scope.id(), id, limit);
                    case NAME -> sql.byName(scope.id(), key, id, limit);
                    case EMAIL -> sql.byEmail(scope.id(), key, limit);
                });
    }

    private List<User> ofStatus(TenantScope scope, UserQuery.Sort sort, Status status, String key, UUID id, int limit) {
        return db.one(scope, sql -> switch (sort) {
            case CREATED -> sql.byCreatedOfStatus(scope.id(), status, id, limit);
            case NAME -> sql.byNameOfStatus(scope.id(), status, key, id, limit);
            case EMAIL -> sql.byEmailOfStatus(scope.id(), status, key, limit);
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
        String USERS = """
                SELECT u.id, u.email, u.name, u.status, u.created_at, u.updated_at, u.last_login_at,
                       u.email_verified_at, u.version,
                       ARRAY(SELECT r.name
                             FROM user_roles h
                             JOIN roles r ON r.tenant_id = :tenant AND r.id = h.role_id
                             WHERE h.tenant_id = :tenant AND h.user_id = u.id) AS roles
                FROM users u
                WHERE u.tenant_id = :tenant AND u.deleted_at IS NULL
                """;

        String OF_STATUS = "AND u.status = :status\n";

        String FOUND = """
                AND (CAST(:status AS text) IS NULL OR u.status = :status)
                AND (u.name_key >= :from AND u.name_key < :to OR u.email >= :from AND u.email < :to)
                """;

        String BY_CREATED = "AND u.id > :id ORDER BY u.id LIMIT :limit";

        String BY_NAME = "AND (u.name_key, u.id) > (:key, :id) ORDER BY u.name_key, u.id LIMIT :limit";

        String BY_EMAIL = "AND u.email > :key ORDER BY u.email LIMIT :limit";

        @SqlQuery(USERS + BY_CREATED)
        List<User> byCreated(TenantId tenant, UUID id, int limit);

        @SqlQuery(USERS + BY_NAME)
        List<User> byName(TenantId tenant, String key, UUID id, int limit);

        @SqlQuery(USERS + BY_EMAIL)
        List<User> byEmail(TenantId tenant, String key, int limit);

        @PlannedEachTime
        @SqlQuery(USERS + OF_STATUS + BY_CREATED)
        List<User> byCreatedOfStatus(TenantId tenant, Status status, UUID id, int limit);

        @PlannedEachTime
        @SqlQuery(USERS + OF_STATUS + BY_NAME)
        List<User> byNameOfStatus(TenantId tenant, Status status, String key, UUID id, int limit);

        @PlannedEachTime
        @SqlQuery(USERS + OF_STATUS + BY_EMAIL)
        List<User> byEmailOfStatus(TenantId tenant, Status status, String key, int limit);

        @PlannedEachTime
        @SqlQuery(USERS + FOUND + BY_CREATED)
        List<User> searchByCreated(
                TenantId tenant, String from, String to, Optional<Status> status, UUID id, int limit);

        @PlannedEachTime
        @SqlQuery(USERS + FOUND + BY_NAME)
        List<User> searchByName(
                TenantId tenant, String from, String to, Optional<Status> status, String key, UUID id, int limit);

        @PlannedEachTime
        @SqlQuery(USERS + FOUND + BY_EMAIL)
        List<User> searchByEmail(
                TenantId tenant, String from, String to, Optional<Status> status, String key, int limit);
    }
}
