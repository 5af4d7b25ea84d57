package io.tenancy.core.feature;

import static io.tenancy.core.access.Permissions.FLAG_EVALUATE;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Gate;
import io.tenancy.core.entitlement.Entitlements;
import io.tenancy.core.flag.Evaluation;
import io.tenancy.core.flag.Flag;
import io.tenancy.core.flag.FlagContext;
import io.tenancy.core.flag.FlagEvaluator;
import io.tenancy.core.plan.Plan;
import io.tenancy.core.subscription.SubscriptionStore;
import io.tenancy.core.subscription.Terms;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What flags are for callers, from memory. The tenant, its plan, the user and the user's roles are those that the server
 * knows, never those that a client names. Every person may ask, and about themselves; a program with the permission asks
 * about the user whose id is the targeting key, or about nobody.
 */
public final class FlagEvaluation {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final Gate gate;
    private final KnownFlags known;
    private final SubscriptionStore subscriptions;

    /**
     * @param subscriptions what tenants have, from memory
     */
    public FlagEvaluation(Gate gate, KnownFlags known, SubscriptionStore subscriptions) {
        this.gate = requireNonNull(gate);
        this.known = requireNonNull(known);
        this.subscriptions = requireNonNull(subscriptions);
    }

    /**
     * What one flag is; empty for one that is not there, or hidden from people.
     *
     * @throws Invalid if a percentage counts and there is no targeting key
     */
    public Optional<Evaluation> evaluate(Caller caller, String key, FlagQuery query) {
        return gate.personQuery(
                caller,
                FLAG_EVALUATE,
                scope -> known.flags()
                        .evaluate(key, context(scope, caller, query))
                        .filter(answer -> isFor(caller, answer.flag())));
    }

    /** What every flag is, by its key; of one whose percentage lacks a targeting key, that. */
    public List<Answer> evaluateAll(Caller caller, FlagQuery query) {
        return gate.personQuery(caller, FLAG_EVALUATE, scope -> {
            FlagEvaluator flags = known.flags();
            FlagContext context = context(scope, caller, query);
            return flags.flags().stream()
                    .filter(flag -> isFor(caller, flag))
                    .map(flag -> answer(flags, flag.key(), context))
                    .toList();
        });
    }

    /**
     * The answer about one of many flags.
     *
     * @param refusal why there is no evaluation
     */
    public record Answer(String key, Optional<Evaluation> evaluation, Optional<Invalid> refusal) {
        public Answer {
            requireNonNull(key);
            requireNonNull(evaluation);
            requireNonNull(refusal);
        }
    }

    private static Answer answer(FlagEvaluator flags, String key, FlagContext context) {
        try {
            return new Answer(key, flags.evaluate(key, context), Optional.empty());
        } catch (Invalid e) {
            return new Answer(key, Optional.empty(), Optional.of(e));
        }
    }

    private static boolean isFor(Caller caller, Flag flag) {
        return caller.assurance().isEmpty() || flag.exposure() != Flag.Exposure.HIDDEN;
    }

    private FlagContext context(TenantScope scope, Caller caller, FlagQuery query) {
        boolean isPerson = caller.assurance().isPresent();
        Optional<UserId> user = isPerson
                ? caller.user().map(id -> new UserId(id.value()))
                : query.targetingKey()
                        .filter(key -> ID.matcher(key).matches())
                        .map(key -> new UserId(UUID.fromString(key)));
        return context(scope, user, query);
    }

    /** The context of a user of the tenant, or of nobody in particular. */
    FlagContext context(TenantScope scope, Optional<UserId> user, FlagQuery query) {
        Instant now = gate.now();
        Assigned assigned = known.assigned(scope, user);
        Terms terms = subscriptions.find(scope.id()).at(now);
        Optional<String> id = user.map(one -> one.value().toString());
        return new FlagContext(
                scope.id().value().toString(),
                terms.plan().map(Plan::key),
                feature -> includes(scope, terms, feature, now),
                id,
                assigned.roles(now),
                query.targetingKey().or(() -> id),
                query.attributes(),
                List.of(assigned.ofUser(), assigned.ofTenant(), known.agreed(scope.id())),
                now);
    }

    /** The operators' own tenant has no plan, and every feature. */
    private static boolean includes(TenantScope scope, Terms terms, String feature, Instant now) {
        return scope.isPlatform()
                || Entitlements.named(feature)
                        .flatMap(one -> terms.of(one.entitlement(), now).enabled())
                        .orElse(false);
    }
}
