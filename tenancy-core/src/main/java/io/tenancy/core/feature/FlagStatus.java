package io.tenancy.core.feature;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Version;
import io.tenancy.core.Versioned;
import io.tenancy.core.flag.Assignment;
import io.tenancy.core.flag.Evaluation;
import io.tenancy.core.flag.Evaluation.Reason;
import io.tenancy.core.flag.Evaluation.Source;
import io.tenancy.core.flag.Flag;
import io.tenancy.core.flag.FlagId;
import io.tenancy.core.flag.Variant;
import java.util.List;
import java.util.Optional;

/**
 * What a tenant sees of a flag: what it is, why, and whether the tenant may change that.
 *
 * @param variant the name of the variant that it is
 * @param rule the name of the rule, where a rule says so
 * @param override what the tenant has overridden it with, where it has
 */
public record FlagStatus(
        FlagId id,
        String key,
        Flag.Type type,
        String description,
        boolean changeable,
        List<Variant> variants,
        String variant,
        Object value,
        Reason reason,
        Source source,
        Optional<String> rule,
        Optional<Assignment> override)
        implements Versioned {
    public FlagStatus {
        requireNonNull(id);
        requireNonNull(key);
        requireNonNull(type);
        requireNonNull(description);
        variants = List.copyOf(variants);
        requireNonNull(variant);
        requireNonNull(value);
        requireNonNull(reason);
        requireNonNull(source);
        requireNonNull(rule);
        requireNonNull(override);
    }

    static FlagStatus of(Evaluation answer, Optional<Assignment> override) {
        Flag flag = answer.flag();
        return new FlagStatus(
                flag.id(),
                flag.key(),
                flag.type(),
                flag.description(),
                flag.exposure() == Flag.Exposure.CHANGEABLE,
                flag.variants(),
                answer.variant().name(),
                answer.variant().value(),
                answer.reason(),
                answer.source(),
                answer.rule(),
                override);
    }

    /** Of what the tenant has overridden. */
    @Override
    public Version tag() {
        return Version.ofContent(override.map(Assignment::tag));
    }
}
