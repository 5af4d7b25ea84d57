package io.tenancy.core.flag;

import io.tenancy.core.Check;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.flag.Flag.Exposure;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A flag that is to be made. Without variants a boolean one has {@code on} and {@code off}, and is off.
 *
 * @param exposure hidden where it is absent
 * @param defaultVariant the last variant where it is absent
 * @param offVariant the default one where it is absent
 */
public record NewFlag(
        String key,
        Flag.Type type,
        String description,
        Optional<Exposure> exposure,
        List<Variant> variants,
        Optional<String> defaultVariant,
        Optional<String> offVariant,
        List<Rule> rules) {
    private static final int MOST_VARIANTS = 20;
    private static final int MOST_RULES = 50;
    private static final int LONGEST = 64_000;
    private static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,79}");
    private static final List<Variant> SWITCH = List.of(new Variant("on", true), new Variant("off", false));

    public NewFlag(
            @Nullable String key,
            Flag.@Nullable Type type,
            @Nullable String description,
            Optional<Exposure> exposure,
            @Nullable List<Variant> variants,
            Optional<String> defaultVariant,
            Optional<String> offVariant,
            @Nullable List<Rule> rules) {
        this.key = Check.text("key", key, 80);
        if (!KEY.matcher(this.key).matches()) {
            throw new Invalid("key", "key.malformed", "A key is a letter, then letters, digits, and - _ . among them.");
        }
        this.type = Check.present("type", type);
        this.description = Check.optionalText("description", description, 500);
        this.exposure = exposure;
        boolean isSwitch = this.type == Flag.Type.BOOLEAN && (variants == null || variants.isEmpty());
        this.variants = isSwitch ? SWITCH : List.copyOf(Check.present("variants", variants));
        this.rules = rules == null ? List.of() : List.copyOf(rules);
        requireVariants(this.type, this.variants);
        String last = this.variants.get(this.variants.size() - 1).name();
        this.defaultVariant = Optional.of(defaultVariant.orElse(last));
        this.offVariant = Optional.of(offVariant.orElse(this.defaultVariant.get()));
        check(this.type, this.variants, this.defaultVariant.get(), this.offVariant.get(), this.rules);
    }

    /** Refuses with {@link Invalid} parts of a flag that do not fit together. */
    static void check(Flag.Type type, List<Variant> variants, String standard, String off, List<Rule> rules) {
        requireVariants(type, variants);
        requireKnown("defaultVariant", standard, variants);
        requireKnown("offVariant", off, variants);
        if (rules.size() > MOST_RULES) {
            throw new Invalid("rules", "rules.too_many", "A flag has at most " + MOST_RULES + " rules.");
        }
        rules.forEach(rule -> requireKnown("rules", rule.variant(), variants));
        long always = rules.stream().takeWhile(rule -> !rule.isAlways()).count();
        if (always + 1 < rules.size()) {
            throw new Invalid(
                    "rules",
                    "rules.unreachable",
                    "No rule after \"" + rules.get((int) always).name() + "\" would count: that has no condition.");
        }
        if (rules.stream().map(Rule::name).distinct().count() != rules.size()) {
            throw new Invalid("rules", "rules.twice", "Two rules have the same name.");
        }
        if (FlagText.ofRules(rules).length() + FlagText.ofVariants(variants).length() > LONGEST) {
            throw new Invalid("rules", "rules.too_long", "A flag has at most " + LONGEST + " characters in all.");
        }
    }

    private static void requireVariants(Flag.Type type, List<Variant> variants) {
        if (variants.isEmpty() || variants.size() > MOST_VARIANTS) {
            throw new Invalid("variants", "variants.count", "A flag has from 1 to " + MOST_VARIANTS + " variants.");
        }
        if (variants.stream().map(Variant::name).distinct().count() != variants.size()) {
            throw new Invalid("variants", "variants.twice", "Two variants have the same name.");
        }
        for (Variant variant : variants) {
            if (!type.isOf(variant.value())) {
                throw new Invalid(
                        "variants",
                        "variants.value_type",
                        "The value of " + variant.name() + " is not of the flag's type.");
            }
        }
    }

    private static void requireKnown(String field, String name, List<Variant> variants) {
        if (variants.stream().noneMatch(one -> one.name().equals(name))) {
            throw new Invalid(field, "variant.unknown", "The flag has no variant " + name + ".");
        }
    }
}
