package io.tenancy.core.setting;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Version;
import io.tenancy.core.Versioned;
import java.time.Instant;
import java.util.Optional;

/**
 * One setting of a tenant.
 *
 * @param setAt when the tenant set it; empty where the default holds
 */
public record Setting(String key, String value, Optional<Instant> setAt) implements Versioned {
    public Setting {
        requireNonNull(key);
        requireNonNull(value);
        requireNonNull(setAt);
    }

    static Setting standard(SettingKey key) {
        return new Setting(key.key(), key.standard(), Optional.empty());
    }

    @Override
    public Version tag() {
        return Version.ofContent(key, value, setAt);
    }
}
