package io.tenancy.core.subscription;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Entitlement;
import io.tenancy.core.entitlement.Entitlements;
import io.tenancy.core.entitlement.Included;
import io.tenancy.core.plan.Plan;
import io.tenancy.core.subscription.Subscription.Next;
import io.tenancy.core.subscription.Subscription.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * All that says what a tenant may have.
 *
 * @param plan of the subscription
 * @param next the plan of the change to come, if one is to come
 */
public record Terms(
        Optional<Subscription> subscription, Optional<Plan> plan, Optional<Plan> next, List<Exemption> exemptions) {
    /** Of a tenant of which nothing was said: it has no limit. */
    public static final Terms NONE = new Terms(Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    public Terms {
        requireNonNull(subscription);
        requireNonNull(plan);
        requireNonNull(next);
        exemptions = List.copyOf(exemptions);
    }

    /** Who says what holds of an entitlement. */
    public enum Source {
        /** Nobody does. */
        STANDARD,
        PLAN,
        EXEMPTION
    }

    /** The same, after a change that was due by then. */
    public Terms at(Instant now) {
        Optional<Subscription> current = subscription.map(known -> known.at(now));
        return current.equals(subscription) ? this : new Terms(current, next, Optional.empty(), exemptions);
    }

    public Optional<State> state(Instant now) {
        Terms current = at(now);
        return current.subscription.map(
                known -> known.state(current.plan.map(Plan::graceDays).orElse(0), now));
    }

    /** What holds of an entitlement: an exemption before the plan, and nothing of a plan whose subscription is over. */
    public Included of(Entitlement entitlement, Instant now) {
        Optional<Exemption> exempt = exemption(entitlement, now);
        if (exempt.isPresent()) {
            return exempt.get().included();
        }
        Included planned = planned(entitlement, now);
        boolean over = state(now).filter(state -> state == State.ENDED).isPresent();
        return over && !Entitlements.LASTING.contains(entitlement) ? planned.none() : planned;
    }

    public Source source(Entitlement entitlement, Instant now) {
        if (exemption(entitlement, now).isPresent()) {
            return Source.EXEMPTION;
        }
        return at(now).plan.flatMap(known -> known.of(entitlement)).isPresent() ? Source.PLAN : Source.STANDARD;
    }

    /** The exemption that holds then. */
    public Optional<Exemption> exemption(Entitlement entitlement, Instant now) {
        for (Exemption one : exemptions) {
            if (one.included().entitlement().equals(entitlement.name()) && one.holds(now)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /** What the audit trail shows of another subscription; of a plan its key and number, for its name may change. */
    List<Difference> differences(Terms after) {
        return Difference.real(
                Difference.between("plan", plan.map(Plan::title), after.plan.map(Plan::title)),
                difference("interval", after, of -> Optional.of(of.interval())),
                difference("startedAt", after, of -> Optional.of(of.startedAt())),
                difference("trialEndsAt", after, Subscription::trialEndsAt),
                difference("endsAt", after, Subscription::endsAt),
                Difference.between("next.plan", next.map(Plan::title), after.next.map(Plan::title)),
                difference("next.interval", after, of -> of.next().map(Next::interval)),
                difference("next.at", after, of -> of.next().map(Next::at)));
    }

    private Difference difference(String field, Terms after, Function<Subscription, Optional<?>> value) {
        return Difference.between(field, subscription.flatMap(value), after.subscription.flatMap(value));
    }

    private Included planned(Entitlement entitlement, Instant now) {
        return at(now).plan.flatMap(known -> known.of(entitlement)).orElseGet(() -> standard(entitlement));
    }

    /** What holds where neither the plan nor an operator says anything. */
    static Included standard(Entitlement entitlement) {
        return Entitlements.named(entitlement.name())
                .map(Included::standard)
                .orElseThrow(() -> new IllegalArgumentException("No source defines " + entitlement + "."));
    }
}
