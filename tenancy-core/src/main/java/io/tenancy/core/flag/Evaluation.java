package io.tenancy.core.flag;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What a flag is for somebody, and why.
 *
 * @param rule the name of the rule, where a rule says so
 */
public record Evaluation(Flag flag, Variant variant, Reason reason, Source source, Optional<String> rule) {
    /** Why, in the words of OpenFeature. */
    public enum Reason {
        /** There is nothing that could make it another one. */
        STATIC,
        /** No rule holds. */
        DEFAULT,
        /** A rule holds, or it was given to the tenant or the user. */
        TARGETING_MATCH,
        /** A rule with a percentage holds. */
        SPLIT,
        /** The flag is killed. */
        DISABLED
    }

    /** Who says so. */
    public enum Source {
        FLAG,
        RULE,
        /** It was agreed with the tenant. */
        PLATFORM,
        /** The tenant has overridden it. */
        TENANT,
        /** It was given to the user. */
        USER
    }

    public Evaluation {
        requireNonNull(flag);
        requireNonNull(variant);
        requireNonNull(reason);
        requireNonNull(source);
        requireNonNull(rule);
    }
}
