package io.tenancy.core.setting;

import static io.tenancy.core.setting.Level.PLAN;
import static io.tenancy.core.setting.Level.PLATFORM;
import static io.tenancy.core.setting.Level.TENANT;
import static io.tenancy.core.setting.Level.USER;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What can be set: its name, its meaning, what values look like, what holds where nobody has set any, and who can set it.
 * It is declared once, as a constant, and handed out by a {@link SettingSource}.
 *
 * @param <T> what values are for code: a {@link String}, {@link Long}, {@link Boolean}, {@code List<String>} or {@link Secret}
 */
public final class SettingKey<T> {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,59}");
    private static final int LONGEST_SECRET = 2_000;

    private final String key;
    private final String meaning;
    private final Kind<T> kind;
    private final Optional<T> standard;
    private final Set<Level> levels;

    private SettingKey(String key, String meaning, Kind<T> kind, Optional<T> standard, Set<Level> levels) {
        if (!NAME.matcher(key).matches() || meaning.isBlank()) {
            throw new IllegalArgumentException("A setting has a name, as time_zone, and a meaning: " + key);
        }
        this.key = key;
        this.meaning = meaning;
        this.kind = requireNonNull(kind);
        this.standard = requireNonNull(standard);
        this.levels = Set.copyOf(levels);
    }

    /**
     * A setting of which the platform, plans and tenants can say something.
     *
     * @param name the name by which clients and the database know it, as {@code time_zone}
     * @param meaning a sentence that says what it is for
     * @param standard the value that holds where nobody has set one
     */
    public static <T> SettingKey<T> of(String name, String meaning, Kind<T> kind, T standard) {
        T checked = kind.parse(kind.keep(standard))
                .orElseThrow(() -> new IllegalArgumentException("The default of " + name + " is none for it."));
        return new SettingKey<>(name, meaning, kind, Optional.of(checked), EnumSet.of(PLATFORM, PLAN, TENANT));
    }

    /** A secret of at most 2,000 characters that the platform and tenants can set, and that code alone can read. */
    public static SettingKey<Secret> secret(String name, String meaning) {
        return new SettingKey<>(
                name, meaning, Kind.secret(LONGEST_SECRET), Optional.empty(), EnumSet.of(PLATFORM, TENANT));
    }

    /** The same, which people can set for themselves too. */
    public SettingKey<T> personal() {
        Set<Level> more = EnumSet.copyOf(levels);
        more.add(USER);
        return new SettingKey<>(key, meaning, kind, standard, more);
    }

    /** The same, which is inherited from nowhere: each tenant sets it, or the default holds. */
    public SettingKey<T> ofTenants() {
        return new SettingKey<>(key, meaning, kind, standard, EnumSet.of(TENANT));
    }

    /** The name by which clients and the database know it. */
    public String key() {
        return key;
    }

    public String meaning() {
        return meaning;
    }

    /** The value that holds where nobody has set one; empty for a secret. */
    public Optional<T> standard() {
        return standard;
    }

    /** Whether it is encrypted, and shown to nobody. */
    public boolean isSecret() {
        return standard.isEmpty();
    }

    /** Whether people can set it for themselves. */
    public boolean isPersonal() {
        return isAt(USER);
    }

    /** The JSON Schema of its values. */
    public Map<String, Object> schema() {
        Map<String, Object> schema = new LinkedHashMap<>(kind.schema());
        standard.ifPresent(value -> schema.put("default", value));
        return schema;
    }

    boolean isAt(Level level) {
        return levels.contains(level);
    }

    Kind<T> kind() {
        return kind;
    }

    /** The value that JSON has, as it is kept, if it is no secret. */
    String kept(Object json) {
        return kind.keep(kind.read(json));
    }

    @Override
    public String toString() {
        return key;
    }
}
