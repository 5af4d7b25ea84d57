package io.tenancy.core.setting;

import io.tenancy.core.Check;
import io.tenancy.core.TenancyException.Invalid;
import java.time.ZoneId;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What a tenant can set, with what holds until it does. */
public enum SettingKey {
    /** The language of mails and pages, as a BCP 47 tag. */
    LOCALE("locale", "en", SettingKey::locale),
    /** The time zone in which times are shown, by its name in the IANA database. */
    TIME_ZONE("time_zone", "UTC", SettingKey::timeZone),
    /** Where the tenant's people ask for help; empty if nowhere. */
    SUPPORT_EMAIL("support_email", "", text -> text.isBlank() ? "" : Check.email("value", text)),
    /** The colour of mails, as {@code #3b5bdb}. */
    BRAND_COLOR("brand_color", "#3b5bdb", SettingKey::color),
    /** The origins whose pages may read answers to the tenant's callers, apart by blanks; at first none. */
    CORS_ORIGINS("cors_origins", "", Origins::check);

    private static final int LONGEST = 500;

    private final String key;
    private final String standard;

    @SuppressWarnings("ImmutableEnumChecker") // a function without state
    private final UnaryOperator<String> check;

    SettingKey(String key, String standard, UnaryOperator<String> check) {
        this.key = key;
        this.standard = standard;
        this.check = check;
    }

    public static Optional<SettingKey> named(String key) {
        return Stream.of(values()).filter(known -> known.key.equals(key)).findAny();
    }

    /** The name by which clients and the database know it. */
    public String key() {
        return key;
    }

    /** The value that holds where the tenant has set none. */
    public String standard() {
        return standard;
    }

    /** The value in its one spelling; refused with {@link Invalid} where it is none for this key. */
    public String check(String value) {
        return check.apply(this == CORS_ORIGINS ? value : Check.optionalText("value", value, LONGEST));
    }

    private static String locale(String value) {
        try {
            Locale locale = new Locale.Builder().setLanguageTag(value).build();
            if (locale.getLanguage().isEmpty()) {
                throw malformed("A locale is a BCP 47 language tag, as en or de-CH.");
            }
            return locale.toLanguageTag();
        } catch (IllformedLocaleException e) {
            throw malformed("A locale is a BCP 47 language tag, as en or de-CH.");
        }
    }

    private static String color(String value) {
        String color = value.toLowerCase(Locale.ROOT);
        if (!color.matches("#[0-9a-f]{6}")) {
            throw malformed("A colour has the form #rrggbb, as #3b5bdb.");
        }
        return color;
    }

    private static String timeZone(String value) {
        if (!ZoneId.getAvailableZoneIds().contains(value)) {
            throw malformed("A time zone has a name of the IANA database, as Europe/Zurich.");
        }
        return value;
    }

    private static Invalid malformed(String detail) {
        return new Invalid("value", "value.malformed", detail);
    }
}
