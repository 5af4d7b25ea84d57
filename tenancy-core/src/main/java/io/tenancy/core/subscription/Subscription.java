package io.tenancy.core.subscription;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Version;
import io.tenancy.core.Versioned;
import io.tenancy.core.plan.Plan;
import io.tenancy.core.plan.PlanId;
import io.tenancy.core.plan.Price.Interval;
import io.tenancy.core.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Which version of a plan a tenant has. What state it is in follows from the time alone, and is stored nowhere.
 *
 * @param startedAt when the first period began; the others begin a month or a year after it, in UTC
 * @param trialEndsAt when nothing was due any longer only because it was new
 * @param endsAt when it ends, but for the grace; absent where it goes on
 * @param next what it is from a time on
 */
public record Subscription(
        TenantId tenant,
        PlanId plan,
        Interval interval,
        Instant startedAt,
        Optional<Instant> trialEndsAt,
        Optional<Instant> endsAt,
        Optional<Next> next,
        long version)
        implements Versioned {

    /** What a subscription is at a moment. */
    public enum State {
        TRIALING,
        ACTIVE,
        /** It has ended, and holds all the same for some days more. */
        GRACE,
        /** Nothing of the plan is included any more. What is there stays. */
        ENDED
    }

    /** A change to come. */
    public record Next(PlanId plan, Interval interval, Instant at) {
        public Next {
            requireNonNull(plan);
            requireNonNull(interval);
            requireNonNull(at);
        }
    }

    /** A time from one moment up to another. */
    public record Period(Instant from, Instant to) {
        public Period {
            requireNonNull(from);
            requireNonNull(to);
        }
    }

    public Subscription {
        requireNonNull(tenant);
        requireNonNull(plan);
        requireNonNull(interval);
        requireNonNull(startedAt);
        requireNonNull(trialEndsAt);
        requireNonNull(endsAt);
        requireNonNull(next);
    }

    /** The subscription of a new tenant. A trial ends it, unless an operator, or who bills, says before that it goes on. */
    public static Subscription begin(TenantId tenant, Plan plan, Interval interval, Instant now) {
        Optional<Instant> trial =
                Optional.of(plan.trialDays()).filter(days -> days > 0).map(days -> now.plus(Duration.ofDays(days)));
        return new Subscription(tenant, plan.id(), interval, now, trial, trial, Optional.empty(), 1);
    }

    /** The same, after a change that was due by then. */
    public Subscription at(Instant now) {
        return next.filter(change -> !change.at().isAfter(now))
                .map(change -> new Subscription(
                        tenant,
                        change.plan(),
                        change.interval(),
                        change.interval() == interval ? startedAt : change.at(),
                        trialEndsAt,
                        endsAt,
                        Optional.empty(),
                        version))
                .orElse(this);
    }

    public State state(int graceDays, Instant now) {
        if (trialEndsAt.filter(now::isBefore).isPresent()) {
            return State.TRIALING;
        }
        if (endsAt.isEmpty() || now.isBefore(endsAt.get())) {
            return State.ACTIVE;
        }
        return now.isBefore(graceEnd(graceDays).orElseThrow()) ? State.GRACE : State.ENDED;
    }

    /** When nothing is included any more; empty where it goes on. */
    public Optional<Instant> graceEnd(int graceDays) {
        return endsAt.map(end -> end.plus(Duration.ofDays(graceDays)));
    }

    /** The period in which a time is. */
    public Period period(Instant now) {
        ZonedDateTime start = startedAt.atZone(ZoneOffset.UTC);
        long months = Math.max(0, ChronoUnit.MONTHS.between(start, now.atZone(ZoneOffset.UTC)));
        long passed = months - months % interval.months();
        if (start.plusMonths(passed + interval.months()).toInstant().compareTo(now) <= 0) {
            passed += interval.months();
        }
        return new Period(
                start.plusMonths(passed).toInstant(),
                start.plusMonths(passed + interval.months()).toInstant());
    }

    /** Moved to a plan at once; a change to come is off. */
    public Subscription on(PlanId wanted, Interval every, Instant now) {
        Instant start = every == interval ? startedAt : now;
        return new Subscription(tenant, wanted, every, start, trialEndsAt, endsAt, Optional.empty(), version + 1);
    }

    /** The same, with another change to come, or none. */
    public Subscription then(Optional<Next> change) {
        return new Subscription(tenant, plan, interval, startedAt, trialEndsAt, endsAt, change, version + 1);
    }

    /** The same with another end, or none. A trial is no longer than that. */
    public Subscription until(Optional<Instant> end) {
        Optional<Instant> trial = trialEndsAt.map(
                at -> end.filter(earlier -> earlier.isBefore(at)).orElse(at));
        return new Subscription(tenant, plan, interval, startedAt, trial, end, next, version + 1);
    }

    @Override
    public Version tag() {
        return Version.of(version);
    }
}
