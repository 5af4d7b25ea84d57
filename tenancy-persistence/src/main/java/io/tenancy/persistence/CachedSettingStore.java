package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Ticker;
import io.tenancy.core.setting.SetValue;
import io.tenancy.core.setting.SettingStore;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Remembers what tenants and people have set, for as long as a node may be behind; in a transaction too. */
final class CachedSettingStore implements SettingStore {
    private static final int MOST = 20_000;

    private final SettingStore source;
    private final Recent<Whose, List<SetValue>> recent;

    private record Whose(TenantId tenant, Optional<UserId> user) {}

    CachedSettingStore(SettingStore source, Duration staleness, Ticker clock) {
        this.source = requireNonNull(source);
        this.recent = new Recent<>(MOST, staleness, clock, Whose::tenant);
    }

    /** Forgets at once what changes make another, and everything where some may have gone by. */
    CachedSettingStore hearing(Changes changes) {
        changes.tell(
                change -> {
                    if (change.kind() == Change.Kind.SETTINGS) {
                        recent.changed(change.tenantId());
                    }
                },
                recent::allChanged);
        return this;
    }

    @Override
    public List<SetValue> list(TenantScope scope) {
        return recent.get(new Whose(scope.id(), Optional.empty()), whose -> source.list(scope));
    }

    @Override
    public List<SetValue> list(TenantScope scope, UserId user) {
        return recent.get(new Whose(scope.id(), Optional.of(user)), whose -> source.list(scope, user));
    }

    @Override
    public void put(TenantScope scope, SetValue value) {
        source.put(scope, value);
    }

    @Override
    public boolean remove(TenantScope scope, String key) {
        return source.remove(scope, key);
    }

    @Override
    public void put(TenantScope scope, UserId user, SetValue value) {
        source.put(scope, user, value);
    }

    @Override
    public boolean remove(TenantScope scope, UserId user, String key) {
        return source.remove(scope, user, key);
    }
}
