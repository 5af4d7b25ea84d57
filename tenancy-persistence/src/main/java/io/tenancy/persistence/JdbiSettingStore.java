package io.tenancy.persistence;

import io.tenancy.core.setting.Setting;
import io.tenancy.core.setting.SettingStore;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
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
    public List<Setting> list(TenantScope scope) {
        return db.one(scope, sql -> sql.list(scope.id()));
    }

    @Override
    public void put(TenantScope scope, Setting setting) {
        db.one(scope, sql -> sql.put(scope.id(), setting));
    }

    @Override
    public boolean remove(TenantScope scope, String key) {
        return db.one(scope, sql -> sql.remove(scope.id(), key)) == 1;
    }

    interface Sql {
        @SqlQuery("""
                SELECT key, value, set_at
                FROM settings
                WHERE tenant_id = :tenant
                ORDER BY key
                """)
        List<Setting> list(TenantId tenant);

        @SqlUpdate("""
                INSERT INTO settings (tenant_id, key, value, set_at)
                VALUES (:tenant, :setting.key, :setting.value, :setting.setAt)
                ON CONFLICT (tenant_id, key) DO UPDATE
                SET value = EXCLUDED.value, set_at = EXCLUDED.set_at
                """)
        int put(TenantId tenant, @BindMethods("setting") Setting setting);

        @SqlUpdate("""
                DELETE FROM settings
                WHERE tenant_id = :tenant AND key = :key
                """)
        int remove(TenantId tenant, String key);
    }
}
