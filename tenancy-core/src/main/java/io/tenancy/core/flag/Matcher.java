package io.tenancy.core.flag;

import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.flag.Condition.Operator;
import io.tenancy.core.flag.Condition.Unit;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A condition, made ready for evaluating. */
sealed interface Matcher {
    boolean holds(FlagContext context);

    /** Prepares a condition of the flag with this seed. */
    static Matcher of(Condition condition, long seed) {
        Set<Object> values = new HashSet<>(condition.values());
        boolean negative = condition.how() == Operator.NOT_IN;
        return switch (condition.about()) {
            case PLAN -> new OfPlan(values, negative);
            case ENTITLEMENT ->
                new Entitled(condition.values().stream().map(String::valueOf).toList(), negative);
            case TENANT -> new OfTenant(values, negative);
            case USER -> new OfUser(values, negative);
            case ROLE -> new OfRole(values, negative);
            case ATTRIBUTE -> attribute(condition, values);
            case PERCENTAGE ->
                new Share(
                        seed,
                        condition
                                .percent()
                                .orElseThrow()
                                .multiply(BigDecimal.valueOf(Bucket.COUNT / 100))
                                .intValueExact(),
                        condition.by().orElse(Unit.TARGETING_KEY));
        };
    }

    private static Matcher attribute(Condition condition, Set<Object> values) {
        String name = condition.attribute().orElseThrow();
        return switch (condition.how()) {
            case IN, NOT_IN, PRESENT, ABSENT -> new Valued(name, condition.how(), values);
            case STARTS_WITH, ENDS_WITH, CONTAINS ->
                new Worded(
                        name,
                        condition.how(),
                        condition.values().stream().map(String::valueOf).toList());
            case LESS_THAN, AT_MOST, AT_LEAST, GREATER_THAN ->
                new Measured(name, condition.how(), ((Number) condition.values().get(0)).doubleValue());
        };
    }

    record OfPlan(Set<Object> keys, boolean negative) implements Matcher {
        @Override
        public boolean holds(FlagContext context) {
            boolean is =
                    context.plan().isPresent() && keys.contains(context.plan().get());
            return is != negative;
        }
    }

    record Entitled(List<String> features, boolean negative) implements Matcher {
        @Override
        public boolean holds(FlagContext context) {
            return features.stream().anyMatch(context.includes()) != negative;
        }
    }

    record OfTenant(Set<Object> ids, boolean negative) implements Matcher {
        @Override
        public boolean holds(FlagContext context) {
            return ids.contains(context.tenant()) != negative;
        }
    }

    record OfUser(Set<Object> ids, boolean negative) implements Matcher {
        @Override
        public boolean holds(FlagContext context) {
            boolean is =
                    context.user().isPresent() && ids.contains(context.user().get());
            return is != negative;
        }
    }

    record OfRole(Set<Object> names, boolean negative) implements Matcher {
        @Override
        public boolean holds(FlagContext context) {
            return context.roles().stream().anyMatch(names::contains) != negative;
        }
    }

    /** By what the value of an attribute is; of a list, by what is in it. */
    record Valued(String name, Operator how, Set<Object> values) implements Matcher {
        @Override
        public boolean holds(FlagContext context) {
            @Nullable Object value = context.attributes().get(name);
            return switch (how) {
                case PRESENT -> value != null;
                case ABSENT -> value == null;
                case NOT_IN -> value == null || !isIn(value);
                case IN, STARTS_WITH, ENDS_WITH, CONTAINS, LESS_THAN, AT_MOST, AT_LEAST, GREATER_THAN ->
                    value != null && isIn(value);
            };
        }

        private boolean isIn(Object value) {
            return value instanceof List<?> list ? list.stream().anyMatch(values::contains) : values.contains(value);
        }
    }

    /** By the text of an attribute; of a list, by any text in it. */
    record Worded(String name, Operator how, List<String> parts) implements Matcher {
        @Override
        public boolean holds(FlagContext context) {
            @Nullable Object value = context.attributes().get(name);
            return value instanceof List<?> list ? list.stream().anyMatch(this::has) : value != null && has(value);
        }

        private boolean has(Object value) {
            return value instanceof String text && parts.stream().anyMatch(part -> has(text, part));
        }

        private boolean has(String text, String part) {
            return how == Operator.STARTS_WITH
                    ? text.startsWith(part)
                    : how == Operator.ENDS_WITH ? text.endsWith(part) : text.contains(part);
        }
    }

    /** By the number of an attribute. */
    record Measured(String name, Operator how, double bound) implements Matcher {
        @Override
        public boolean holds(FlagContext context) {
            if (!(context.attributes().get(name) instanceof Number number)) {
                return false;
            }
            double value = number.doubleValue();
            return switch (how) {
                case LESS_THAN -> value < bound;
                case AT_MOST -> value <= bound;
                case AT_LEAST -> value >= bound;
                case GREATER_THAN -> value > bound;
                case IN, NOT_IN, STARTS_WITH, ENDS_WITH, CONTAINS, PRESENT, ABSENT -> false;
            };
        }
    }

    /** By where somebody falls in the flag. */
    record Share(long seed, int below, Unit by) implements Matcher {
        @Override
        public boolean holds(FlagContext context) {
            String key = by == Unit.TENANT
                    ? context.tenant()
                    : context.targetingKey().orElseThrow(Share::missing);
            return Bucket.of(seed, key) < below;
        }

        private static Invalid missing() {
            return new Invalid(
                    "targetingKey",
                    "targetingKey.missing",
                    "A rule of the flag has a percentage, so the context needs a targetingKey.");
        }
    }
}
