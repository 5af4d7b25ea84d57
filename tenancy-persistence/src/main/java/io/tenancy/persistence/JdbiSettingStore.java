package io.tenancy.persistence;

import io.tenancy.core.setting.SetValue;
import io.tenancy.core.setting.SettingStore;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import java.util.List;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

final class JdbiSettingStore implements SettingStore {
    private final TenantSql<Sql> db;

    JdbiSettingStore(TenantDb db) {
        this.db = db.tenant(Sql.class);
    }

    @Override
    public List<SetValue> list(TenantScope scope) {
        return db.one(scope, sql -> sql.list(scope.id()));
    }

    @Override
    public void put(TenantScope scope, SetValue value) {
        var unused = db.changing(scope, Change.settings(scope.id()), sql -> sql.put(scope.id(), value));
    }

    @Override
    public boolean remove(TenantScope scope, String key) {
        return db.changing(scope, Change.settings(scope.id()), sql -> sql.remove(scope.id(), key)) == 1;
    }

    @Override
    public List<SetValue> list(TenantScope scope, UserId user) {
        return db.one(scope, sql -> sql.own(scope.id(), user));
    }

    @Override
    public void put(TenantScope scope, UserId user, SetValue value) {
        var unused = db.changing(scope, Change.settings(scope.id()), sql -> sql.putOwn(scope.id(), user, value));
    }

    @Override
    public boolean remove(TenantScope scope, UserId user, String key) {
        return db.changing(scope, Change.settings(scope.id()), sql -> sql.removeOwn(scope.id(), user, key)) == 1;
    }

    interface Sql {
        @SqlQuery("""
                SELECT key, value, set_at
                FROM settings
                WHERE tenant_id = :tenant
                ORDER BY key
                """)
        List<SetValue> list(TenantId tenant);

        @SqlUpdate("""
                INSERT INTO settings (tenant_id, key, value, set_at)
                VALUES (:tenant, :setting.key, :setting.value, :setting.setAt)
                ON CONFLICT (tenant_id, key) DO UPDATE
                SET value = EXCLUDED.value, set_at = EXCLUDED.set_at
                """)
        int put(TenantId tenant, @BindMethods("setting") SetValue setting);

        @SqlUpdate("""
                DELETE FROM settings
                WHERE tenant_id = :tenant AND key = :key
                """)
        int remove(TenantId tenant, String key);

        @SqlQuery("""
                SELECT key, value, set_at
                FROM user_settings
                WHERE tenant_id = :tenant AND user_id = :user
                ORDER BY key
                """)
        List<SetValue> own(TenantId tenant, UserId user);

        @SqlUpdate("""
                INSERT INTO user_settings (tenant_id, user_id, key, value, set_at)
                VALUES (:tenant, :user, :setting.key, :setting.value, :setting.setAt)
                ON CONFLICT (tenant_id, user_id, key) DO UPDATE
                SET value = EXCLUDED.value, set_at = EXCLUDED.set_at
                """)
        int putOwn(TenantId tenant, UserId user, @BindMethods("setting") SetValue setting);

        @SqlUpdate("""
                DELETE FROM user_settings
                WHERE tenant_id = :tenant AND user_id = :user AND key = :key
                """)
        int removeOwn(TenantId tenant, UserId user, String key);
    }
}
