package io.tenancy.core.setting;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Check;
import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Invalid;
import java.net.URI;
import java.time.ZoneId;
import java.util.Collections;
import java.util.IllformedLocaleException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What values of a setting look like: a text, a whole number, a truth or a list of texts, with its JSON Schema (2020-12).
 * A value is read from JSON in its one spelling, or refused with {@link Invalid}, which names the field {@code value}.
 */
public final class Kind<T> {
    /** The most characters of a text, and of all members of a list together. */
    static final int LONGEST = 4_000;

    private static final String FIELD = "value";

    private final Map<String, Object> schema;
    private final Function<Object, T> read;
    private final Function<T, String> keep;
    private final Function<String, T> parse;

    Kind(Map<String, Object> schema, Function<Object, T> read, Function<T, String> keep, Function<String, T> parse) {
        this.schema = Collections.unmodifiableMap(new LinkedHashMap<>(schema));
        this.read = requireNonNull(read);
        this.keep = requireNonNull(keep);
        this.parse = requireNonNull(parse);
    }

    /** A text of at most so many characters, without blanks around it; it may be empty. */
    public static Kind<String> text(int max) {
        int most = Math.min(max, LONGEST);
        return texts(Map.of("maxLength", most), value -> Check.optionalText(FIELD, value, most));
    }

    /**
     * A text that a pattern matches as a whole.
     *
     * @param pattern without anchors, in what Java and ECMA-262 have in common
     * @param form a sentence that says what it looks like
     */
    public static Kind<String> matching(int max, String pattern, String form) {
        Pattern compiled = Pattern.compile(pattern);
        Kind<String> text = text(max);
        return texts(schema("maxLength", Math.min(max, LONGEST), "pattern", "^(?:" + pattern + ")$"), value -> {
            String checked = text.read(value);
            if (!compiled.matcher(checked).matches()) {
                throw malformed(form);
            }
            return checked;
        });
    }

    /** One of some words. */
    public static Kind<String> oneOf(String... words) {
        List<String> known = List.of(words);
        return texts(Map.of("enum", known), value -> {
            if (!known.contains(value)) {
                throw malformed("The value is one of " + String.join(", ", known) + ".");
            }
            return value;
        });
    }

    /** A whole number in a range, both ends included. */
    public static Kind<Long> whole(long least, long most) {
        Function<Object, Long> read = json -> {
            if (!(json instanceof Integer || json instanceof Long)) {
                throw malformed("The value is a whole number from " + least + " to " + most + ".");
            }
            long number = ((Number) json).longValue();
            if (number < least || number > most) {
                throw new Invalid(FIELD, "value.range", "The value is from " + least + " to " + most + ".");
            }
            return number;
        };
        return new Kind<>(
                schema("type", "integer", "minimum", least, "maximum", most),
                read,
                String::valueOf,
                kept -> read.apply(Long.valueOf(kept)));
    }

    /** Yes or no. */
    public static Kind<Boolean> flag() {
        return new Kind<>(
                Map.of("type", "boolean"),
                json -> {
                    if (json instanceof Boolean truth) {
                        return truth;
                    }
                    throw malformed("The value is true or false.");
                },
                String::valueOf,
                kept -> {
                    if (kept.equals("true") || kept.equals("false")) {
                        return kept.equals("true");
                    }
                    throw malformed("The value is true or false.");
                });
    }

    /** A colour, as {@code #3b5bdb}. */
    public static Kind<String> color() {
        return texts(Map.of("pattern", "^#[0-9a-fA-F]{6}$"), value -> {
            String color = value.toLowerCase(Locale.ROOT);
            if (!color.matches("#[0-9a-f]{6}")) {
                throw malformed("A colour has the form #rrggbb, as #3b5bdb.");
            }
            return color;
        });
    }

    /** A language, as a BCP 47 tag. */
    public static Kind<String> locale() {
        return texts(schema("maxLength", 100, "description", "A BCP 47 language tag."), Kind::languageTag);
    }

    /** A time zone, by its name in the IANA database. */
    public static Kind<String> timeZone() {
        return texts(schema("maxLength", 100, "description", "A name of the IANA time zone database."), value -> {
            if (!ZoneId.getAvailableZoneIds().contains(value)) {
                throw malformed("A time zone has a name of the IANA database, as Europe/Zurich.");
            }
            return value;
        });
    }

    /** An absolute address of the web, https; or nothing. */
    public static Kind<String> url() {
        return texts(schema("format", "uri", "maxLength", 2_000), value -> {
            String text = Check.optionalText(FIELD, value, 2_000);
            if (!text.isEmpty() && !isWeb(text)) {
                throw malformed("The value is an address of the web, as https://example.org/help.");
            }
            return text;
        });
    }

    /** An e-mail address, in small letters; or nothing. */
    public static Kind<String> email() {
        return texts(
                schema("format", "email", "maxLength", 254), value -> value.isBlank() ? "" : Check.email(FIELD, value));
    }

    /**
     * Texts in their order, each once.
     *
     * @param most how many
     * @param max the most characters of each; of all together there are at most 4,000
     */
    public static Kind<List<String>> list(int most, int max) {
        return new Kind<>(
                schema(
                        "type",
                        "array",
                        "maxItems",
                        most,
                        "uniqueItems",
                        true,
                        "items",
                        Map.<String, Object>of("type", "string", "maxLength", max)),
                json -> members(json, most, max),
                list -> String.join("\n", list),
                text -> members(text.isEmpty() ? List.of() : List.of(text.split("\n", -1)), most, max));
    }

    /** What nobody is shown; see {@link SettingKey#secret}. */
    static Kind<Secret> secret(int max) {
        return new Kind<>(
                schema("type", "string", "writeOnly", true, "minLength", 1, "maxLength", max),
                json -> {
                    String text = string(json);
                    if (text.isEmpty() || text.length() > max) {
                        throw new Invalid(FIELD, "value.length", "The value has 1 to " + max + " characters.");
                    }
                    return new Secret(text);
                },
                Secret::reveal,
                Secret::new);
    }

    static Kind<String> texts(Map<String, ?> rules, UnaryOperator<String> check) {
        Map<String, Object> schema = new LinkedHashMap<>(Map.of("type", "string"));
        schema.putAll(rules);
        return new Kind<>(schema, json -> check.apply(string(json)), UnaryOperator.identity(), check);
    }

    static Invalid malformed(String detail) {
        return new Invalid(FIELD, "value.malformed", detail);
    }

    /** The JSON Schema of values. */
    Map<String, Object> schema() {
        return schema;
    }

    /** A value as JSON has it: a {@link String}, {@link Number}, {@link Boolean} or {@link List}. */
    T read(Object json) {
        return read.apply(json);
    }

    /** How a value is kept. */
    String keep(T value) {
        return keep.apply(value);
    }

    /** Reads what was kept; empty where the kind has changed since then, so that it is none any more. */
    Optional<T> parse(String kept) {
        try {
            return Optional.of(parse.apply(kept));
        } catch (Invalid | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static String string(Object json) {
        if (json instanceof String text) {
            return text;
        }
        throw malformed("The value is a text.");
    }

    private static String languageTag(String value) {
        try {
            Locale locale = new Locale.Builder().setLanguageTag(value).build();
            if (!locale.getLanguage().isEmpty() && value.length() <= 100) {
                return locale.toLanguageTag();
            }
        } catch (IllformedLocaleException e) {
            throw (Invalid) malformed("A locale is a BCP 47 language tag, as en or de-CH.")
                    .initCause(e);
        }
        throw malformed("A locale is a BCP 47 language tag, as en or de-CH.");
    }

    private static boolean isWeb(String text) {
        try {
            URI uri = URI.create(text);
            return "https".equals(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static List<String> members(Object json, int most, int max) {
        if (!(json instanceof List<?> list)) {
            throw malformed("The value is a list of texts.");
        }
        List<String> members = list.stream()
                .map(member -> Check.text(FIELD, string(member == null ? "" : member), max))
                .distinct()
                .toList();
        int length = members.stream().mapToInt(member -> member.length() + 1).sum();
        if (members.size() > most || length > LONGEST) {
            throw new Invalid(
                    FIELD, "value.too_long", "The list has at most " + most + " members, and 4,000 characters.");
        }
        return members;
    }

    private static Map<String, Object> schema(Object... members) {
        return Stream.iterate(0, i -> i < members.length, i -> i + 2)
                .collect(Collectors.toMap(
                        i -> (String) members[i], i -> members[i + 1], (one, other) -> one, LinkedHashMap::new));
    }
}
