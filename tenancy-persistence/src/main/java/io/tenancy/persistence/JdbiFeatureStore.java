package io.tenancy.persistence;

import io.tenancy.core.feature.FeatureStore;
import io.tenancy.core.flag.Assignment;
import io.tenancy.core.flag.FlagId;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import java.util.List;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

final class JdbiFeatureStore implements FeatureStore {
    private final TenantSql<Sql> db;

    JdbiFeatureStore(TenantDb db) {
        this.db = db.tenant(Sql.class);
    }

    @Override
    public List<Assignment> overrides(TenantScope scope) {
        return db.one(scope, sql -> sql.overrides(scope.id()));
    }

    @Override
    public void override(TenantScope scope, Assignment assignment) {
        var unused = db.changing(scope, sql -> sql.override(scope.id(), assignment));
    }

    @Override
    public boolean reset(TenantScope scope, FlagId flag) {
        return db.changing(scope, sql -> sql.reset(scope.id(), flag)) == 1;
    }

    @Override
    public List<Assignment> features(TenantScope scope, UserId user) {
        return db.one(scope, sql -> sql.features(scope.id(), user));
    }

    @Override
    public void give(TenantScope scope, UserId user, Assignment assignment) {
        var unused = db.changing(scope, sql -> sql.give(scope.id(), user, assignment));
    }

    @Override
    public boolean take(TenantScope scope, UserId user, FlagId flag) {
        return db.changing(scope, sql -> sql.take(scope.id(), user, flag)) == 1;
    }

    interface Sql {
        @SqlQuery("""
                SELECT flag_id AS flag, variant, expires_at, reason, set_at
                FROM flag_overrides
                WHERE tenant_id = :tenant
                ORDER BY flag_id
                """)
        List<Assignment> overrides(TenantId tenant);

        @SqlUpdate("""
                INSERT INTO flag_overrides (tenant_id, flag_id, variant, expires_at, reason, set_at)
                VALUES (:tenant, :one.flag, :one.variant, :one.expiresAt, :one.reason, :one.setAt)
                ON CONFLICT (tenant_id, flag_id) DO UPDATE
                SET variant = EXCLUDED.variant, expires_at = EXCLUDED.expires_at, reason = EXCLUDED.reason,
                    set_at = EXCLUDED.set_at
                """)
        int override(TenantId tenant, @BindMethods("one") Assignment one);

        @SqlUpdate("""
                DELETE FROM flag_overrides
                WHERE tenant_id = :tenant AND flag_id = :flag
                """)
        int reset(TenantId tenant, FlagId flag);

        @SqlQuery("""
                SELECT flag_id AS flag, variant, expires_at, reason, set_at
                FROM user_features
                WHERE tenant_id = :tenant AND user_id = :user
                ORDER BY flag_id
                """)
        List<Assignment> features(TenantId tenant, UserId user);

        @SqlUpdate("""
                INSERT INTO user_features (tenant_id, user_id, flag_id, variant, expires_at, reason, set_at)
                VALUES (:tenant, :user, :one.flag, :one.variant, :one.expiresAt, :one.reason, :one.setAt)
                ON CONFLICT (tenant_id, user_id, flag_id) DO UPDATE
                SET variant = EXCLUDED.variant, expires_at = EXCLUDED.expires_at, reason = EXCLUDED.reason,
                    set_at = EXCLUDED.set_at
                """)
        int give(TenantId tenant, UserId user, @BindMethods("one") Assignment one);

        @SqlUpdate("""
                DELETE FROM user_features
                WHERE tenant_id = :tenant AND user_id = :user AND flag_id = :flag
                """)
        int take(TenantId tenant, UserId user, FlagId flag);
    }
}
