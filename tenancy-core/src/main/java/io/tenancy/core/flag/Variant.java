package io.tenancy.core.flag;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Check;
import io.tenancy.core.TenancyException.Invalid;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One of the values that a flag can have.
 *
 * @param name by which rules and people call it
 * @param value a value of the flag's type, as {@link FlagJson} has it; at most 4,000 characters of JSON
 */
public record Variant(String name, Object value) {
    private static final int LONGEST = 4_000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,39}");

    public Variant(@Nullable String name, @Nullable Object value) {
        this.name = Check.text("variants.name", name, 40);
        if (!NAME.matcher(this.name).matches()) {
            throw new Invalid(
                    "variants",
                    "variants.name_malformed",
                    "The name of a variant is of letters, digits, and - _ . between them.");
        }
        this.value = json(Check.present("variants.value", value));
        if (FlagJson.write(this.value).length() > LONGEST) {
            throw new Invalid(
                    "variants",
                    "variants.value_too_long",
                    "The value of a variant has at most " + LONGEST + " characters of JSON.");
        }
    }

    private static Object json(Object value) {
        try {
            return requireNonNull(FlagJson.of(value));
        } catch (IllegalArgumentException e) {
            throw (Invalid)
                    new Invalid("variants", "variants.value_malformed", String.valueOf(e.getMessage())).initCause(e);
        }
    }
}
