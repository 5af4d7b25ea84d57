package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Position;
import io.tenancy.core.mfa.FactorStore;
import io.tenancy.core.passkey.PasskeyStore;
import io.tenancy.core.role.Grants;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.User;
import io.tenancy.core.user.UserId;
import io.tenancy.core.user.UserQuery;
import io.tenancy.core.user.UserStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

final class JdbiUserStore implements UserStore {
    private final TenantSql<Sql> db;
    private final UserLists lists;
    private final FactorStore factors;
    private final PasskeyStore passkeys;

    JdbiUserStore(TenantDb db, FactorStore factors, PasskeyStore passkeys) {
        this.db = db.tenant(Sql.class);
        this.lists = new UserLists(db);
        this.factors = requireNonNull(factors);
        this.passkeys = requireNonNull(passkeys);
    }

    @Override
    public Optional<User> find(TenantScope scope, UserId id) {
        return db.one(scope, sql -> sql.find(scope.id(), id));
    }

    @Override
    public Optional<User> findByEmail(TenantScope scope, String email) {
        return db.one(scope, sql -> sql.findByEmail(scope.id(), email));
    }

    @Override
    public List<User> list(TenantScope scope, UserQuery query, Optional<Position> after, int limit) {
        return lists.list(scope, query, after, limit);
    }

    @Override
    public Map<UserId, String> names(TenantScope scope, Set<UserId> ids) {
        UUID[] all = ids.stream().map(UserId::value).toArray(UUID[]::new);
        return db.one(scope, sql -> sql.names(scope.id(), all)).stream()
                .collect(Collectors.toUnmodifiableMap(Named::id, Named::name));
    }

    /** A row of {@link #names}. */
    record Named(UserId id, String name) {}

    @Override
    public long count(TenantScope scope) {
        return db.one(scope, sql -> sql.count(scope.id()));
    }

    @Override
    public boolean add(TenantScope scope, User user) {
        return db.all(scope, sql -> {
            Added added = sql.add(scope.id(), user, SortKey.of(user.name()), user.roles());
            if (added.users() == 1) {
                requireAll(user, added.roles());
            }
            return added.users() == 1;
        });
    }

    @Override
    public boolean update(TenantScope scope, User user) {
        return db.changing(scope, sql -> {
            boolean updated = sql.update(scope.id(), user, SortKey.of(user.name())) == 1;
            if (updated) {
                if (user.status() == User.Status.DISABLED) {
                    db.later(scope, old -> old.removeTokens(scope.id(), user.id()));
                }
                db.later(scope, old -> old.removeRoles(scope.id(), user.id()));
                requireAll(user, sql.addRoles(scope.id(), user.id(), user.roles()));
            }
            return updated;
        });
    }

    @Override
    public boolean move(TenantScope scope, User user) {
        return db.unlessTaken(scope, sql -> sql.move(scope.id(), user) == 1);
    }

    @Override
    public void touch(TenantScope scope, UserId id, Instant at) {
        db.one(scope, sql -> sql.touch(scope.id(), id, at));
    }

    @Override
    public boolean delete(TenantScope scope, UserId id, long version, Instant at) {
        return db.changing(scope, sql -> {
            boolean deleted = sql.delete(scope.id(), id, version, at) == 1;
            if (deleted) {
                db.later(scope, all -> removeAll(all, scope, id));
                factors.remove(scope, id);
                passkeys.removeAll(scope, id);
            }
            return deleted;
        });
    }

    @Override
    public boolean erase(TenantScope scope, UserId id, Instant at) {
        return db.one(scope, sql -> sql.erase(scope.id(), id, at)) == 1;
    }

    @Override
    public boolean othersHave(TenantScope scope, String role, UserId except) {
        return db.one(scope, sql -> sql.othersHave(scope.id(), role, except));
    }

    @Override
    public List<User> holders(TenantScope scope, Set<String> roles, int limit) {
        return db.one(scope, sql -> sql.holders(scope.id(), roles, limit));
    }

    private static int removeAll(Sql sql, TenantScope scope, UserId id) {
        return sql.removeRoles(scope.id(), id)
                + sql.removeCredentials(scope.id(), id)
                + sql.removeTokens(scope.id(), id)
                + sql.removeSessions(scope.id(), id)
                + sql.removeChallenges(scope.id(), id)
                + sql.removeKeys(scope.id(), id)
                + sql.removeGrants(scope.id(), id)
                + sql.removeFromGroups(scope.id(), id)
                + sql.removeSettings(scope.id(), id)
                + sql.removeFeatures(scope.id(), id);
    }

    /** A role that is missing was deleted after somebody had looked. */
    private static void requireAll(User user, int given) {
        if (given != user.roles().size()) {
            throw Grants.unknownRole();
        }
    }

    /** How many rows there are more. */
    record Added(int users, int roles) {}

    interface Sql {
        @SqlQuery("""
                SELECT count(*)
                FROM users u
                WHERE u.tenant_id = :tenant AND u.deleted_at IS NULL
                """)
        long count(TenantId tenant);

        @SqlQuery("""
                SELECT u.id, u.name
                FROM users u
                WHERE u.tenant_id = :tenant AND u.id = ANY (:ids) AND u.deleted_at IS NULL
                """)
        List<Named> names(TenantId tenant, UUID[] ids);

        @SqlQuery("""
                SELECT u.id, u.email, u.name, u.status, u.created_at, u.updated_at, u.last_login_at,
                       u.email_verified_at, u.version,
                       ARRAY(SELECT r.name
                             FROM user_roles h
                             JOIN roles r ON r.tenant_id = :tenant AND r.id = h.role_id
                             WHERE h.tenant_id = :tenant AND h.user_id = u.id) AS roles
                FROM users u
                WHERE u.tenant_id = :tenant AND u.id = :id AND u.deleted_at IS NULL
                """)
        Optional<User> find(TenantId tenant, UserId id);

        @SqlQuery("""
                SELECT u.id, u.email, u.name, u.status, u.created_at, u.updated_at, u.last_login_at,
                       u.email_verified_at, u.version,
                       ARRAY(SELECT r.name
                             FROM user_roles h
                             JOIN roles r ON r.tenant_id = :tenant AND r.id = h.role_id
                             WHERE h.tenant_id = :tenant AND h.user_id = u.id) AS roles
                FROM users u
                WHERE u.tenant_id = :tenant AND u.email = :email AND u.deleted_at IS NULL
                """)
        Optional<User> findByEmail(TenantId tenant, String email);

        @SqlQuery("""
                WITH added AS (
                    INSERT INTO users (tenant_id, id, email, name, name_key, status, created_at, updated_at,
                                       last_login_at, email_verified_at, version)
                    VALUES (:tenant, :user.id, :user.email, :user.name, :nameKey, :user.status, :user.createdAt,
                            :user.updatedAt, :user.lastLoginAt, :user.emailVerifiedAt, :user.version)
                    ON CONFLICT (tenant_id, email) WHERE deleted_at IS NULL DO NOTHING
                    RETURNING id
                ),
                held AS (
                    SELECT r.id
                    FROM roles r
                    WHERE r.tenant_id = :tenant AND r.name = ANY(:roles)
                    FOR KEY SHARE
                ),
                given AS (
                    INSERT INTO user_roles (tenant_id, user_id, role_id)
                    SELECT :tenant, added.id, held.id
                    FROM added
                    CROSS JOIN held
                    RETURNING role_id
                )
                SELECT (SELECT count(*) FROM added) AS users, (SELECT count(*) FROM given) AS roles
                """)
        Added add(TenantId tenant, @BindMethods("user") User user, String nameKey, Set<String> roles);

        @SqlUpdate("""
                UPDATE users
                SET name = :user.name, name_key = :nameKey, status = :user.status, updated_at = :user.updatedAt,
                    email_verified_at = :user.emailVerifiedAt, version = :user.version
                WHERE tenant_id = :tenant AND id = :user.id AND version = :user.version - 1 AND deleted_at IS NULL
                """)
        int update(TenantId tenant, @BindMethods("user") User user, String nameKey);

        @SqlUpdate("""
                UPDATE users
                SET email = :user.email, updated_at = :user.updatedAt, email_verified_at = :user.emailVerifiedAt,
                    version = :user.version
                WHERE tenant_id = :tenant AND id = :user.id AND version = :user.version - 1 AND deleted_at IS NULL
                  AND NOT EXISTS (
                    SELECT 1
                    FROM users o
                    WHERE o.tenant_id = :tenant AND o.email = :user.email AND o.id <> :user.id
                      AND o.deleted_at IS NULL)
                """)
        int move(TenantId tenant, @BindMethods("user") User user);

        @SqlUpdate("""
                INSERT INTO user_roles (tenant_id, user_id, role_id)
                SELECT :tenant, :user, r.id
                FROM roles r
                WHERE r.tenant_id = :tenant AND r.name = ANY(:roles)
                FOR KEY SHARE
                """)
        int addRoles(TenantId tenant, UserId user, Set<String> roles);

        @SqlUpdate("""
                DELETE FROM user_roles
                WHERE tenant_id = :tenant AND user_id = :user
                """)
        int removeRoles(TenantId tenant, UserId user);

        @SqlUpdate("""
                UPDATE users
                SET last_login_at = :at
                WHERE tenant_id = :tenant AND id = :id AND deleted_at IS NULL
                """)
        int touch(TenantId tenant, UserId id, Instant at);

        @SqlUpdate("""
                UPDATE users
                SET deleted_at = :at, updated_at = :at, version = version + 1
                WHERE tenant_id = :tenant AND id = :id AND version = :version AND deleted_at IS NULL
                """)
        int delete(TenantId tenant, UserId id, long version, Instant at);

        @SqlUpdate("""
                UPDATE users
                SET email = 'erased', name = 'erased', name_key = 'erased', last_login_at = NULL,
                    email_verified_at = NULL, updated_at = :at
                WHERE tenant_id = :tenant AND id = :id AND deleted_at IS NOT NULL
                """)
        int erase(TenantId tenant, UserId id, Instant at);

        @SqlUpdate("""
                DELETE FROM credentials
                WHERE tenant_id = :tenant AND user_id = :user
                """)
        int removeCredentials(TenantId tenant, UserId user);

        @SqlUpdate("""
                DELETE FROM one_time_tokens
                WHERE tenant_id = :tenant AND user_id = :user
                """)
        int removeTokens(TenantId tenant, UserId user);

        @SqlUpdate("""
                DELETE FROM sessions
                WHERE tenant_id = :tenant AND user_id = :user
                """)
        int removeSessions(TenantId tenant, UserId user);

        @SqlUpdate("""
                DELETE FROM challenges
                WHERE tenant_id = :tenant AND user_id = :user
                """)
        int removeChallenges(TenantId tenant, UserId user);

        @SqlUpdate("""
                DELETE FROM api_keys
                WHERE tenant_id = :tenant AND user_id = :user
                """)
        int removeKeys(TenantId tenant, UserId user);

        @SqlUpdate("""
                DELETE FROM user_grants
                WHERE tenant_id = :tenant AND user_id = :user
                """)
        int removeGrants(TenantId tenant, UserId user);

        @SqlUpdate("""
                DELETE FROM group_members
                WHERE tenant_id = :tenant AND user_id = :user
                """)
        int removeFromGroups(TenantId tenant, UserId user);

        @SqlUpdate("""
                DELETE FROM user_settings
                WHERE tenant_id = :tenant AND user_id = :user
                """)
        int removeSettings(TenantId tenant, UserId user);

        @SqlUpdate("""
                DELETE FROM user_features
                WHERE tenant_id = :tenant AND user_id = :user
                """)
        int removeFeatures(TenantId tenant, UserId user);

        @SqlQuery("""
                SELECT EXISTS (
                    SELECT 1
                    FROM roles r
                    JOIN user_roles h ON h.tenant_id = :tenant AND h.role_id = r.id
                    JOIN users u ON u.tenant_id = :tenant AND u.id = h.user_id
                    WHERE r.tenant_id = :tenant AND r.name = :role
                      AND u.id <> :except AND u.status = 'ACTIVE' AND u.deleted_at IS NULL)
                """)
        boolean othersHave(TenantId tenant, String role, UserId except);

        @SqlQuery("""
                SELECT u.id, u.email, u.name, u.status, u.created_at, u.updated_at, u.last_login_at,
                       u.email_verified_at, u.version,
                       ARRAY(SELECT r.name
                             FROM user_roles h
                             JOIN roles r ON r.tenant_id = :tenant AND r.id = h.role_id
                             WHERE h.tenant_id = :tenant AND h.user_id = u.id) AS roles
                FROM users u
                WHERE u.tenant_id = :tenant AND u.status = 'ACTIVE' AND u.deleted_at IS NULL
                  AND u.id IN (SELECT h.user_id
                               FROM roles r
                               JOIN user_roles h ON h.tenant_id = :tenant AND h.role_id = r.id
                               WHERE r.tenant_id = :tenant AND r.name = ANY(:roles))
                ORDER BY u.id
                LIMIT :limit
                """)
        List<User> holders(TenantId tenant, Set<String> roles, int limit);
    }
}
