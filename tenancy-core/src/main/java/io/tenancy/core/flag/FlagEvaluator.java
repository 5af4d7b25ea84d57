package io.tenancy.core.flag;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.flag.Condition.About;
import io.tenancy.core.flag.Evaluation.Reason;
import io.tenancy.core.flag.Evaluation.Source;
import io.tenancy.core.flag.FlagContext.Given;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Flags, made ready for evaluating, which asks nothing and nobody. Immutable, and safe for use by many threads. In this
 * order: the kill switch, what the user was given, what the tenant has overridden, what was agreed with it, the rules, the
 * default.
 */
public final class FlagEvaluator {
    private final Map<String, Ready> flags = new TreeMap<>();

    public FlagEvaluator(List<Flag> flags) {
        flags.forEach(flag -> this.flags.put(flag.key(), Ready.of(flag)));
    }

    /** The flags in the order of their keys. */
    public List<Flag> flags() {
        return flags.values().stream().map(Ready::flag).toList();
    }

    /**
     * Evaluates a flag; empty where there is none.
     *
     * @throws io.tenancy.core.TenancyException.Invalid if a percentage counts and the context has no targeting key
     */
    public Optional<Evaluation> evaluate(String key, FlagContext context) {
        return Optional.ofNullable(flags.get(key)).map(flag -> flag.evaluate(context));
    }

    /** A rule with its conditions and its answer. */
    private record ReadyRule(List<Matcher> when, Evaluation answer) {
        static ReadyRule of(Flag flag, Rule rule, long seed) {
            boolean isSplit = rule.when().stream().anyMatch(one -> one.about() == About.PERCENTAGE);
            Evaluation answer = new Evaluation(
                    flag,
                    flag.variant(rule.variant()).orElseThrow(),
                    isSplit ? Reason.SPLIT : Reason.TARGETING_MATCH,
                    Source.RULE,
                    Optional.of(rule.name()));
            return new ReadyRule(
                    rule.when().stream().map(one -> Matcher.of(one, seed)).toList(), answer);
        }

        boolean holds(FlagContext context) {
            for (Matcher condition : when) {
                if (!condition.holds(context)) {
                    return false;
                }
            }
            return true;
        }
    }

    private record Ready(Flag flag, List<ReadyRule> rules, Evaluation otherwise) {
        Ready {
            requireNonNull(flag);
        }

        static Ready of(Flag flag) {
            long seed = Bucket.seed(flag.key());
            String name = flag.killed() ? flag.offVariant() : flag.defaultVariant();
            Reason reason = flag.killed() ? Reason.DISABLED : flag.rules().isEmpty() ? Reason.STATIC : Reason.DEFAULT;
            return new Ready(
                    flag,
                    flag.rules().stream()
                            .map(rule -> ReadyRule.of(flag, rule, seed))
                            .toList(),
                    new Evaluation(flag, flag.variant(name).orElseThrow(), reason, Source.FLAG, Optional.empty()));
        }

        Evaluation evaluate(FlagContext context) {
            if (flag.killed()) {
                return otherwise;
            }
            for (Given given : context.given()) {
                Optional<Evaluation> answer = given(given, context);
                if (answer.isPresent()) {
                    return answer.get();
                }
            }
            for (ReadyRule rule : rules) {
                if (rule.holds(context)) {
                    return rule.answer();
                }
            }
            return otherwise;
        }

        /** What was given counts while it has not expired and the flag still has the variant. */
        private Optional<Evaluation> given(Given given, FlagContext context) {
            if (given.onlyChangeable() && flag.exposure() != Flag.Exposure.CHANGEABLE) {
                return Optional.empty();
            }
            return Optional.ofNullable(given.assignments().get(flag.id()))
                    .filter(one -> one.holds(context.now()))
                    .flatMap(one -> flag.variant(one.variant()))
                    .map(variant ->
                            new Evaluation(flag, variant, Reason.TARGETING_MATCH, given.source(), Optional.empty()));
        }
    }
}
