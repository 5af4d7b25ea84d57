package io.tenancy.core.usage;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Entitlement;
import io.tenancy.core.usage.MeterSource.Aggregation;
import java.util.Locale;

/**
 * A meter.
 *
 * @param member of the event's data that has the number, or the text for {@link Aggregation#UNIQUE}
 * @param meaning a sentence that says what is measured
 */
public record MeterDefinition(String name, Aggregation aggregation, String member, String meaning) {
    /** The member of the data where nobody says which. */
    public static final String VALUE = "value";

    public MeterDefinition {
        requireNonNull(aggregation);
        if (!Entitlement.isName(name) || member.isBlank() || meaning.isBlank()) {
            throw new IllegalArgumentException("Not a meter: " + name);
        }
    }

    /** Whether the total of some time is the sum of the totals of its parts. */
    public boolean isAddable() {
        return aggregation == Aggregation.SUM || aggregation == Aggregation.COUNT;
    }

    /** Reads a meter from a setting: {@code messages=count}, {@code storage=max:bytes}. */
    public static MeterDefinition parse(String text) {
        String[] sides = text.strip().split("=", -1);
        if (sides.length != 2) {
            throw new IllegalArgumentException("Not a meter: " + text);
        }
        String[] words = sides[1].strip().split(":", 2);
        return new MeterDefinition(
                sides[0].strip(),
                Aggregation.valueOf(words[0].strip().toUpperCase(Locale.ROOT)),
                words.length == 2 ? words[1].strip() : VALUE,
                "What the application measures as " + sides[0].strip() + ".");
    }
}
