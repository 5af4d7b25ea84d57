package io.tenancy.core.account;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.mail.Letterhead;
import io.tenancy.core.setting.Setting;
import io.tenancy.core.setting.SettingKey;
import io.tenancy.core.setting.SettingStore;
import io.tenancy.core.tenant.TenantScope;
import java.util.Map;
import java.util.stream.Collectors;

/** How the messages of a tenant look, by what it has set. */
public final class Letterheads {
    private final SettingStore settings;

    public Letterheads(SettingStore settings) {
        this.settings = requireNonNull(settings);
    }

    Letterhead of(TenantScope scope) {
        Map<String, String> set =
                settings.list(scope).stream().collect(Collectors.toUnmodifiableMap(Setting::key, Setting::value));
        return new Letterhead(
                scope.slug(), scope.name(), value(set, SettingKey.BRAND_COLOR), value(set, SettingKey.LOCALE));
    }

    private static String value(Map<String, String> set, SettingKey key) {
        return set.getOrDefault(key.key(), key.standard());
    }
}
