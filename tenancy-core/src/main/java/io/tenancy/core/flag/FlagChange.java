package io.tenancy.core.flag;

import io.tenancy.core.Check;
import io.tenancy.core.flag.Flag.Exposure;
import java.util.List;
import java.util.Optional;

/** What of a flag is to be changed; what is absent stays. */
public record FlagChange(
        Optional<String> description,
        Optional<Exposure> exposure,
        Optional<List<Variant>> variants,
        Optional<String> defaultVariant,
        Optional<String> offVariant,
        Optional<List<Rule>> rules) {
    public FlagChange(
            Optional<String> description,
            Optional<Exposure> exposure,
            Optional<List<Variant>> variants,
            Optional<String> defaultVariant,
            Optional<String> offVariant,
            Optional<List<Rule>> rules) {
        this.description = description.map(text -> Check.optionalText("description", text, 500));
        this.exposure = exposure;
        this.variants = variants;
        this.defaultVariant = defaultVariant;
        this.offVariant = offVariant;
        this.rules = rules;
    }
}
