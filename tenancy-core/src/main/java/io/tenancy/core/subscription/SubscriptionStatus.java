package io.tenancy.core.subscription;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.Version;
import io.tenancy.core.Versioned;
import io.tenancy.core.plan.Plan;
import io.tenancy.core.plan.PlanId;
import io.tenancy.core.plan.Price.Interval;
import io.tenancy.core.subscription.Subscription.Period;
import io.tenancy.core.subscription.Subscription.State;
import java.time.Instant;
import java.util.Optional;

/**
 * A subscription as it is at a moment.
 *
 * @param plan the key of its plan
 * @param number which version of the plan
 * @param period the period that runs
 * @param graceEndsAt when nothing is included any more, where it ends
 * @param next the change to come
 */
public record SubscriptionStatus(
        String plan,
        int number,
        PlanId planId,
        String name,
        Interval interval,
        State state,
        Instant startedAt,
        Period period,
        Optional<Instant> trialEndsAt,
        Optional<Instant> endsAt,
        Optional<Instant> graceEndsAt,
        Optional<Scheduled> next,
        long version)
        implements Versioned {

    /** A change to come. */
    public record Scheduled(String plan, int number, PlanId planId, Interval interval, Instant at) {
        public Scheduled {
            requireNonNull(plan);
            requireNonNull(planId);
            requireNonNull(interval);
            requireNonNull(at);
        }
    }

    /**
     * What the terms say at a moment.
     *
     * @throws NotFound if they name no subscription
     */
    static SubscriptionStatus of(Terms terms, Instant now) {
        Terms current = terms.at(now);
        Subscription one = current.subscription().orElseThrow(() -> new NotFound("subscription"));
        Plan plan = current.plan().orElseThrow();
        return new SubscriptionStatus(
                plan.key(),
                plan.number(),
                plan.id(),
                plan.name(),
                one.interval(),
                one.state(plan.graceDays(), now),
                one.startedAt(),
                one.period(now),
                one.trialEndsAt(),
                one.endsAt(),
                one.graceEnd(plan.graceDays()),
                one.next().map(change -> scheduled(change, current.next().orElseThrow())),
                one.version());
    }

    private static Scheduled scheduled(Subscription.Next change, Plan plan) {
        return new Scheduled(plan.key(), plan.number(), plan.id(), change.interval(), change.at());
    }

    @Override
    public Version tag() {
        return Version.of(version);
    }
}
