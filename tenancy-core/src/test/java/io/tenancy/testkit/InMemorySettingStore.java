package io.tenancy.testkit;

import io.tenancy.core.setting.Setting;
import io.tenancy.core.setting.SettingStore;
import io.tenancy.core.tenant.TenantScope;
import java.util.List;

/** Settings in memory. */
record InMemorySettingStore(InMemoryTables tables) implements SettingStore {
    @Override
    public List<Setting> list(TenantScope scope) {
        return tables.in(scope, () -> tables.settings.all(scope.id()).toList());
    }

    @Override
    public void put(TenantScope scope, Setting setting) {
        tables.change(scope, () -> tables.settings.put(scope.id(), setting.key(), setting));
    }

    @Override
    public boolean remove(TenantScope scope, String key) {
        return tables.in(scope, () -> tables.settings.remove(scope.id(), key));
    }
}
