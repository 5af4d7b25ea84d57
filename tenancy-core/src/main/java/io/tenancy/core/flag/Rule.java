package io.tenancy.core.flag;

import io.tenancy.core.Check;
import io.tenancy.core.TenancyException.Invalid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives a flag a variant where all conditions hold. The first rule of a flag whose conditions hold counts.
 *
 * @param name for people, and in the answer to who asks why
 * @param when the conditions; none for a rule that always holds
 * @param variant the name of the variant
 */
public record Rule(String name, List<Condition> when, String variant) {
    private static final int MOST_CONDITIONS = 20;

    public Rule(@Nullable String name, @Nullable List<Condition> when, @Nullable String variant) {
        this.name = Check.text("rules.name", name, 100);
        this.when = when == null ? List.of() : List.copyOf(when);
        this.variant = Check.text("rules.variant", variant, 40);
        if (this.when.size() > MOST_CONDITIONS) {
            throw new Invalid(
                    "rules", "rules.conditions_too_many", "A rule has at most " + MOST_CONDITIONS + " conditions.");
        }
    }

    /** Whether nothing passes it by. */
    boolean isAlways() {
        return when.isEmpty();
    }
}
