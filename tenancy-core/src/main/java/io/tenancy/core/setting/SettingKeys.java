package io.tenancy.core.setting;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;

/** The catalogue of what can be set: Tenancy's own, and what each {@link SettingSource} adds. */
public final class SettingKeys {
    /** The language of mails and pages, as a BCP 47 tag. */
    public static final SettingKey<String> LOCALE = SettingKey.of(
                    "locale", "The language of mails and pages.", Kind.locale(), "en")
            .personal();

    /** The time zone in which times are shown, by its name in the IANA database. */
    public static final SettingKey<String> TIME_ZONE = SettingKey.of(
                    "time_zone", "The time zone in which times are shown.", Kind.timeZone(), "UTC")
            .personal();

    /** Where the tenant's people ask for help; empty if nowhere. */
    public static final SettingKey<String> SUPPORT_EMAIL =
            SettingKey.of("support_email", "Where people are told to ask for help.", Kind.email(), "");

    /** The colour of mails and of the sign-in page, as {@code #3b5bdb}. */
    public static final SettingKey<String> BRAND_COLOR =
            SettingKey.of("brand_color", "The colour of mails and of the sign-in page.", Kind.color(), "#3b5bdb");

    /** The name in mails and at the sign-in; empty for the name of the tenant. */
    public static final SettingKey<String> BRAND_NAME = SettingKey.of(
            "brand_name",
            "The name in mails and at the sign-in; the tenant's own where it is empty.",
            Kind.text(100),
            "");

    /** The colour behind mails and the sign-in page. */
    public static final SettingKey<String> BRAND_BACKGROUND =
            SettingKey.of("brand_background", "The colour behind mails and the sign-in page.", Kind.color(), "#ffffff");

    /** The origins whose pages may read answers to the tenant's callers, apart by blanks; at first none. */
    public static final SettingKey<String> CORS_ORIGINS = SettingKey.of(
                    "cors_origins",
                    "The origins whose pages may read answers to the tenant's callers.",
                    Kind.texts(Map.of("maxLength", 2_000), Origins::check),
                    "")
            .ofTenants();

    private static final List<SettingKey<?>> OWN =
            List.of(LOCALE, TIME_ZONE, SUPPORT_EMAIL, BRAND_NAME, BRAND_COLOR, BRAND_BACKGROUND, CORS_ORIGINS);

    private static final SettingKeys INSTALLED =
            of(ServiceLoader.load(SettingSource.class, SettingKeys.class.getClassLoader()));

    private final Map<String, SettingKey<?>> all;

    private SettingKeys(Map<String, SettingKey<?>> all) {
        this.all = all;
    }

    /** Tenancy's own and those of all sources on the class path. */
    public static SettingKeys installed() {
        return INSTALLED;
    }

    /**
     * Tenancy's own and those of some sources.
     *
     * @throws IllegalStateException if a setting is declared twice
     */
    public static SettingKeys of(Iterable<SettingSource> sources) {
        Map<String, SettingKey<?>> all = new LinkedHashMap<>();
        OWN.forEach(key -> all.put(key.key(), key));
        for (SettingSource source : sources) {
            for (SettingKey<?> key : source.settings()) {
                if (all.put(key.key(), key) != null) {
                    throw new IllegalStateException("The setting " + key + " is declared twice, the second time by "
                            + source.getClass().getName());
                }
            }
        }
        return new SettingKeys(all);
    }

    /** The names of those that are no secrets. */
    public Set<String> plain() {
        return all.values().stream()
                .filter(key -> !key.isSecret())
                .map(SettingKey::key)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Those of which somebody can say something, in the order of their declarations. */
    List<SettingKey<?>> at(Level level) {
        return all.values().stream().filter(key -> key.isAt(level)).toList();
    }

    /** The one of that name of which somebody can say something. */
    Optional<SettingKey<?>> named(String name, Level level) {
        return Optional.<SettingKey<?>>ofNullable(all.get(name)).filter(key -> key.isAt(level));
    }
}
