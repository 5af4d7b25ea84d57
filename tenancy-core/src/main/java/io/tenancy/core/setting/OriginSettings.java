package io.tenancy.core.setting;

import static io.tenancy.core.setting.SettingKey.CORS_ORIGINS;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.setting.OriginBook.Listed;
import io.tenancy.core.tenant.TenantScope;
import java.util.List;
import java.util.Optional;
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
    public List<Setting> list(TenantScope scope) {
        return Stream.concat(others.list(scope).stream(), book.find(scope.id()).map(OriginSettings::setting).stream())
                .toList();
    }

    @Override
    public void put(TenantScope scope, Setting setting) {
        if (!isOrigins(setting.key())) {
            others.put(scope, setting);
            return;
        }
        SortedSet<Origin> origins = Origins.read(setting.value());
        if (origins.isEmpty()) {
            var unused = book.remove(scope.id());
        } else {
            book.put(scope.id(), new Listed(origins, setting.setAt().orElseThrow()));
        }
    }

    @Override
    public boolean remove(TenantScope scope, String key) {
        return isOrigins(key) ? book.remove(scope.id()) : others.remove(scope, key);
    }

    private static boolean isOrigins(String key) {
        return key.equals(CORS_ORIGINS.key());
    }

    private static Setting setting(Listed listed) {
        return new Setting(CORS_ORIGINS.key(), Origins.text(listed.origins()), Optional.of(listed.at()));
    }
}
