package io.tenancy.testkit;

import io.tenancy.core.setting.SetValue;
import io.tenancy.core.setting.SettingStore;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import java.util.List;

/** Settings in memory. */
record InMemorySettingStore(InMemoryTables tables) implements SettingStore {
    /** What a person has set. */
    record Own(UserId user, SetValue value) {}

    @Override
    public List<SetValue> list(TenantScope scope) {
        return tables.in(scope, () -> tables.settings.all(scope.id()).toList());
    }

    @Override
    public void put(TenantScope scope, SetValue value) {
        tables.change(scope, () -> tables.settings.put(scope.id(), value.key(), value));
    }

    @Override
    public boolean remove(TenantScope scope, String key) {
        return tables.in(scope, () -> tables.settings.remove(scope.id(), key));
    }

    @Override
    public List<SetValue> list(TenantScope scope, UserId user) {
        return tables.in(
                scope,
                () -> tables.ownSettings
                        .all(scope.id())
                        .filter(own -> own.user().equals(user))
                        .map(Own::value)
                        .toList());
    }

    @Override
    public void put(TenantScope scope, UserId user, SetValue value) {
        tables.change(scope, () -> {
            tables.requireUser(scope, user);
            tables.ownSettings.put(scope.id(), place(user, value.key()), new Own(user, value));
        });
    }

    @Override
    public boolean remove(TenantScope scope, UserId user, String key) {
        return tables.in(scope, () -> tables.ownSettings.remove(scope.id(), place(user, key)));
    }

    private static String place(UserId user, String key) {
        return user.value() + " " + key;
    }
}
