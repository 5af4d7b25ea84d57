package io.tenancy.core.setting;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Version;
import io.tenancy.core.Versioned;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A setting as it holds for a tenant, a person, a plan or the platform.
 *
 * @param value the value as JSON has it; empty for a secret, whether one is set or not
 * @param source who has set it
 * @param setAt when; empty where the default holds
 * @param secret whether it can be set and not be read
 * @param personal whether people can set it for themselves
 * @param schema the JSON Schema of its values
 */
public record Setting(
        String key,
        Optional<Object> value,
        Level source,
        Optional<Instant> setAt,
        boolean secret,
        boolean personal,
        String meaning,
        Map<String, Object> schema)
        implements Versioned {
    public Setting {
        requireNonNull(key);
        requireNonNull(value);
        requireNonNull(source);
        requireNonNull(setAt);
        requireNonNull(meaning);
        schema = Collections.unmodifiableMap(new LinkedHashMap<>(schema));
    }

    static Setting of(SettingKey<?> key, Optional<Object> value, Level source, Optional<Instant> setAt) {
        return new Setting(
                key.key(), value, source, setAt, key.isSecret(), key.isPersonal(), key.meaning(), key.schema());
    }

    @Override
    public Version tag() {
        return Version.ofContent(key, value, source, setAt);
    }
}
