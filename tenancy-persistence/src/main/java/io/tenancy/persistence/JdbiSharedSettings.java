package io.tenancy.persistence;

import io.tenancy.core.plan.PlanId;
import io.tenancy.core.setting.SetValue;
import io.tenancy.core.setting.SharedSettings;
import io.tenancy.persistence.TenantDb.CatalogueSql;
import java.util.List;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

final class JdbiSharedSettings implements SharedSettings {
    private final CatalogueSql<Sql> db;

    JdbiSharedSettings(TenantDb db) {
        this.db = db.catalogue(Sql.class);
    }

    @Override
    public List<SetValue> list() {
        return db.one(Sql::list);
    }

    @Override
    public void put(SetValue value) {
        var unused = db.changing(Change.SHARED_SETTINGS, sql -> sql.put(value));
    }

    @Override
    public boolean remove(String key) {
        return db.changing(Change.SHARED_SETTINGS, sql -> sql.remove(key)) == 1;
    }

    @Override
    public List<SetValue> list(PlanId plan) {
        return db.one(sql -> sql.ofPlan(plan));
    }

    @Override
    public void put(PlanId plan, SetValue value) {
        var unused = db.changing(Change.SHARED_SETTINGS, sql -> sql.putOfPlan(plan, value));
    }

    @Override
    public boolean remove(PlanId plan, String key) {
        return db.changing(Change.SHARED_SETTINGS, sql -> sql.removeOfPlan(plan, key)) == 1;
    }

    interface Sql {
        @SqlQuery("""
                SELECT key, value, set_at
                FROM catalogue.platform_settings
                ORDER BY key
                """)
        List<SetValue> list();

        @SqlUpdate("""
                INSERT INTO catalogue.platform_settings (key, value, set_at)
                VALUES (:setting.key, :setting.value, :setting.setAt)
                ON CONFLICT (key) DO UPDATE
                SET value = EXCLUDED.value, set_at = EXCLUDED.set_at
                """)
        int put(@BindMethods("setting") SetValue setting);

        @SqlUpdate("""
                DELETE FROM catalogue.platform_settings
                WHERE key = :key
                """)
        int remove(String key);

        @SqlQuery("""
                SELECT key, value, set_at
                FROM catalogue.plan_settings
                WHERE plan_id = :plan
                ORDER BY key
                """)
        List<SetValue> ofPlan(PlanId plan);

        @SqlUpdate("""
                INSERT INTO catalogue.plan_settings (plan_id, key, value, set_at)
                VALUES (:plan, :setting.key, :setting.value, :setting.setAt)
                ON CONFLICT (plan_id, key) DO UPDATE
                SET value = EXCLUDED.value, set_at = EXCLUDED.set_at
                """)
        int putOfPlan(PlanId plan, @BindMethods("setting") SetValue setting);

        @SqlUpdate("""
                DELETE FROM catalogue.plan_settings
                WHERE plan_id = :plan AND key = :key
                """)
        int removeOfPlan(PlanId plan, String key);
    }
}
