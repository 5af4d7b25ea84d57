package io.tenancy.core.setting;

import static io.tenancy.core.setting.SettingKeys.CORS_ORIGINS;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.setting.OriginBook.Listed;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Stream;

/** Settings of which the list of origins is in the catalogue, and there alone, and all others in the tenant's own place. */
public final class OriginSettings implements SettingStore {
    private final SettingStore others;
    private final OriginBook book;

    public OriginSettings(SettingStore others, OriginBook book) {
        this.others = requireNonNull(others);
        this.book = requireNonNull(book);
    }

    @Override
    public List<SetValue> list(TenantScope scope) {
        return Stream.concat(others.list(scope).stream(), book.find(scope.id()).map(OriginSettings::value).stream())
                .toList();
    }

    @Override
    public void put(TenantScope scope, SetValue value) {
        if (!isOrigins(value.key())) {
            others.put(scope, value);
            return;
        }
        SortedSet<Origin> origins = Origins.read(value.value());
        if (origins.isEmpty()) {
            var unused = book.remove(scope.id());
        } else {
            book.put(scope.id(), new Listed(origins, value.setAt()));
        }
    }

    @Override
    public boolean remove(TenantScope scope, String key) {
        return isOrigins(key) ? book.remove(scope.id()) : others.remove(scope, key);
    }

    @Override
    public List<SetValue> list(TenantScope scope, UserId user) {
        return others.list(scope, user);
    }

    @Override
    public void put(TenantScope scope, UserId user, SetValue value) {
        others.put(scope, user, value);
    }

    @Override
    public boolean remove(TenantScope scope, UserId user, String key) {
        return others.remove(scope, user, key);
    }

    private static boolean isOrigins(String key) {
        return key.equals(CORS_ORIGINS.key());
    }

    private static SetValue value(Listed listed) {
        return new SetValue(CORS_ORIGINS.key(), Origins.text(listed.origins()), listed.at());
    }
}
