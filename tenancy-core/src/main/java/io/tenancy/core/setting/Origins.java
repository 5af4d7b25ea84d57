package io.tenancy.core.setting;

import io.tenancy.core.TenancyException.Invalid;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A list of origins as a text: apart by blanks or commas, each once, in the order of the alphabet. */
final class Origins {
    private static final int MOST = 20;

    private Origins() {}

    /** The text in its one spelling; refused with {@link Invalid} where it is no list of at most 20 origins. */
    static String check(String value) {
        if (value.isBlank()) {
            return "";
        }
        SortedSet<Origin> origins = new TreeSet<>();
        parts(value).forEach(part -> origins.add(Origin.of(part).orElseThrow(Origins::malformed)));
        if (origins.size() > MOST) {
            throw new Invalid("value", "value.too_long", "A tenant has at most 20 origins.");
        }
        return text(origins);
    }

    static SortedSet<Origin> read(String value) {
        return parts(value).map(Origin::new).collect(Collectors.toCollection(TreeSet::new));
    }

    static String text(SortedSet<Origin> origins) {
        return origins.stream().map(Origin::text).collect(Collectors.joining(" "));
    }

    private static Stream<String> parts(String value) {
        return Stream.of(value.split("[,\\s]+", -1)).filter(part -> !part.isEmpty());
    }

    private static Invalid malformed() {
        return new Invalid(
                "value",
                "value.malformed",
                "An origin is https://host or https://host:port as a browser sends it, in lower case and without a path;"
                        + " http for localhost alone.");
    }
}
