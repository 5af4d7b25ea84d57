package io.tenancy.server.config;

import io.tenancy.core.Secret;
import io.tenancy.server.Refusal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The values of the configuration as texts, read one by one. A value that is wrong is noted and replaced by a harmless
 * one, so that the reader learns of every problem at once; {@link #refuseProblems} then tells them all. A problem names
 * the variable of the environment and never shows its value.
 */
final class Given {
    private static final String PREFIX = "TENANCY_";

    private final String prefix;
    private final Map<String, String> values;
    private final Map<String, String> storeVariables;
    private final List<String> problems;

    Given(Map<String, String> values) {
        this.prefix = PREFIX;
        this.values = new HashMap<>(values);
        this.storeVariables = StoreVariables.read(this.values.remove(StoreVariables.SETTING));
        this.problems = new ArrayList<>();
    }

    private Given(String prefix, Map<String, String> values, List<String> problems) {
        this.prefix = prefix;
        this.values = values;
        this.storeVariables = Map.of();
        this.problems = problems;
    }

    /** What is given of a further store: {@code dbUrl} of {@code eu-1} is TENANCY_STORE_EU_1_DB_URL. */
    Given store(String name) {
        String start = StoreVariables.PREFIX + name.replace('-', '_').toUpperCase(Locale.ROOT) + "_";
        Map<String, String> found = new HashMap<>();
        StoreSettings.KEYS.forEach(key -> Optional.ofNullable(storeVariables.remove(start + snake(key)))
                .ifPresent(value -> found.put(key, value)));
        return new Given(start, found, problems);
    }

    /** Gives a setting a value where it has none. */
    void otherwise(String setting, String value) {
        values.putIfAbsent(setting, value);
    }

    /** The variable that gives a setting its value: {@code dbUrl} is TENANCY_DB_URL. */
    static String variable(String setting) {
        return PREFIX + snake(setting);
    }

    private static String snake(String setting) {
        return setting.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    }

    String text(String setting) {
        String value = Optional.ofNullable(values.remove(setting)).orElse("").strip();
        if (value.isEmpty()) {
            problem(setting, "is missing");
        }
        return value;
    }

    /** A text of so many characters at most. */
    String text(String setting, int most) {
        String value = text(setting);
        if (value.codePointCount(0, value.length()) > most) {
            problem(setting, "has more than " + most + " characters");
            return "";
        }
        return value;
    }

    /** A text that one may look at further: nothing is noted where it is absent. */
    Secret secret(String setting) {
        return new Secret(Optional.ofNullable(values.remove(setting)).orElse(""));
    }

    int number(String setting, int least, int most) {
        String value = text(setting);
        if (value.isEmpty()) {
            return least;
        }
        if (!value.matches("\\d{1,9}") || Integer.parseInt(value) < least || Integer.parseInt(value) > most) {
            problem(setting, "is not a number from " + least + " to " + most);
            return least;
        }
        return Integer.parseInt(value);
    }

    Duration duration(String setting, Duration least, Duration most) {
        String value = text(setting);
        if (value.isEmpty()) {
            return least;
        }
        try {
            Duration duration = Duration.parse(value);
            if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
                return duration;
            }
        } catch (DateTimeException e) {
            // The sentence below says what a duration looks like.
        }
        problem(setting, "is not a duration from " + least + " to " + most + ", as PT10M or P30D");
        return least;
    }

    boolean flag(String setting) {
        return choice(setting, Flag.class) == Flag.TRUE;
    }

    <E extends Enum<E>> E choice(String setting, Class<E> choices) {
        String value = text(setting);
        E[] all = choices.getEnumConstants();
        Optional<E> chosen =
                Stream.of(all).filter(one -> one.name().equalsIgnoreCase(value)).findAny();
        if (chosen.isEmpty() && !value.isEmpty()) {
            problem(
                    setting,
                    "is none of "
                            + Stream.of(all)
                                    .map(one -> one.name().toLowerCase(Locale.ROOT))
                                    .collect(Collectors.joining(", ")));
        }
        return chosen.orElse(all[0]);
    }

    void problem(String setting, String what) {
        problems.add(prefix + snake(setting) + " " + what + ".");
    }

    /** Notes what is said of stores that nobody has asked for. */
    void refuseOtherStores() {
        new TreeSet<>(storeVariables.keySet())
                .forEach(
                        name -> problems.add(name + " is of no store that TENANCY_STORES names, or no such variable."));
    }

    /** Ends the reading: a setting that nobody has asked for is a problem too. */
    void refuseProblems() {
        new TreeSet<>(values.keySet()).forEach(name -> problems.add("There is no setting tenancy." + name + "."));
        if (!problems.isEmpty()) {
            throw Refusal.listing(
                    "Tenancy does not start, because of its configuration (see .env.example and docs/configuration.md):",
                    problems);
        }
    }

    private enum Flag {
        FALSE,
        TRUE
    }
}
