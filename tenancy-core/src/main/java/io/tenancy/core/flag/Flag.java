package io.tenancy.core.flag;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.SearchKey;
import io.tenancy.core.Version;
import io.tenancy.core.Versioned;
import io.tenancy.core.access.Difference;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A feature flag of the platform: which values it can have, and who has which.
 *
 * @param key the name by which code asks for it; it never changes, and neither does the type
 * @param exposure what tenants see of it
 * @param defaultVariant who has no other one has this
 * @param offVariant what everybody has while it is killed
 * @param rules in their order: the first one that holds counts
 * @param killed whether it is switched off for everybody, whatever the rules and overrides say
 */
public record Flag(
        FlagId id,
        String key,
        Type type,
        String description,
        Exposure exposure,
        List<Variant> variants,
        String defaultVariant,
        String offVariant,
        List<Rule> rules,
        boolean killed,
        Instant createdAt,
        Instant updatedAt,
        long version)
        implements Versioned {

    /** What the values of a flag are. */
    public enum Type {
        BOOLEAN,
        STRING,
        NUMBER,
        /** A JSON object. */
        OBJECT;

        boolean isOf(Object value) {
            return switch (this) {
                case BOOLEAN -> value instanceof Boolean;
                case STRING -> value instanceof String;
                case NUMBER -> value instanceof Number;
                case OBJECT -> value instanceof Map;
            };
        }
    }

    /** What tenants see of a flag. */
    public enum Exposure {
        /** Only programs of a tenant are told of it: its service accounts and API keys. */
        HIDDEN,
        /** People of a tenant are told of it too, and its administrators see it in the list. */
        VISIBLE,
        /** Administrators of a tenant may override it for the tenant and give it to users. */
        CHANGEABLE
    }

    public Flag {
        requireNonNull(id);
        requireNonNull(key);
        requireNonNull(type);
        requireNonNull(description);
        requireNonNull(exposure);
        variants = List.copyOf(variants);
        requireNonNull(defaultVariant);
        requireNonNull(offVariant);
        rules = List.copyOf(rules);
        requireNonNull(createdAt);
        requireNonNull(updatedAt);
    }

    /** A flag that is new. */
    public static Flag of(FlagId id, NewFlag wanted, Instant now) {
        return new Flag(
                id,
                wanted.key(),
                wanted.type(),
                wanted.description(),
                wanted.exposure().orElse(Exposure.HIDDEN),
                wanted.variants(),
                wanted.defaultVariant().orElseThrow(),
                wanted.offVariant().orElseThrow(),
                wanted.rules(),
                false,
                now,
                now,
                1);
    }

    /** The changed flag, whose parts fit together. */
    public Flag with(FlagChange change, Instant now) {
        Flag changed = new Flag(
                id,
                key,
                type,
                change.description().orElse(description),
                change.exposure().orElse(exposure),
                change.variants().orElse(variants),
                change.defaultVariant().orElse(defaultVariant),
                change.offVariant().orElse(offVariant),
                change.rules().orElse(rules),
                killed,
                createdAt,
                now,
                version + 1);
        NewFlag.check(type, changed.variants, changed.defaultVariant, changed.offVariant, changed.rules);
        return changed;
    }

    /** The flag killed, or not any more. */
    public Flag killed(boolean wanted, Instant now) {
        return new Flag(
                id,
                key,
                type,
                description,
                exposure,
                variants,
                defaultVariant,
                offVariant,
                rules,
                wanted,
                createdAt,
                now,
                version + 1);
    }

    /** The variant of a name. */
    public Optional<Variant> variant(String name) {
        return variants.stream().filter(one -> one.name().equals(name)).findAny();
    }

    /** Whether a text is in its key or its description, in whatever case. */
    public boolean has(String text) {
        String wanted = SearchKey.of(text);
        return SearchKey.of(key).contains(wanted) || SearchKey.of(description).contains(wanted);
    }

    @Override
    public Version tag() {
        return Version.of(version);
    }

    /** What the audit trail shows of a change. */
    List<Difference> differences(Flag after) {
        return Difference.real(
                Difference.between("description", description, after.description),
                Difference.between("exposure", exposure, after.exposure),
                Difference.between("variants", FlagText.ofVariants(variants), FlagText.ofVariants(after.variants)),
                Difference.between("defaultVariant", defaultVariant, after.defaultVariant),
                Difference.between("offVariant", offVariant, after.offVariant),
                Difference.between("rules", FlagText.ofRules(rules), FlagText.ofRules(after.rules)),
                Difference.between("killed", killed, after.killed));
    }
}
