package io.tenancy.core.subscription;

import static io.tenancy.core.access.Permissions.PLATFORM_READ_TENANTS;
import static io.tenancy.core.access.Permissions.PLATFORM_WRITE_TENANTS;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Shortage;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Entitlement;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import io.tenancy.core.entitlement.Included;
import io.tenancy.core.plan.Plan;
import io.tenancy.core.plan.PlanStore;
import io.tenancy.core.plan.Price.Interval;
import io.tenancy.core.subscription.NewSubscription.When;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What operators do with the subscriptions of tenants. */
public final class SubscriptionService {
    private static final int DUE_AT_ONCE = 100;

    private final Gate gate;
    private final TenantStore tenants;
    private final TenantDirectory directory;
    private final PlanStore plans;
    private final SubscriptionStore subscriptions;
    private final Uses uses;
    private final PlanEnd end;

    public SubscriptionService(
            Gate gate,
            TenantStore tenants,
            TenantDirectory directory,
            PlanStore plans,
            SubscriptionStore subscriptions,
            Uses uses,
            PlanEnd end) {
        this.gate = requireNonNull(gate);
        this.tenants = requireNonNull(tenants);
        this.directory = requireNonNull(directory);
        this.plans = requireNonNull(plans);
        this.subscriptions = requireNonNull(subscriptions);
        this.uses = requireNonNull(uses);
        this.end = requireNonNull(end);
    }

    public SubscriptionStatus get(Caller caller, TenantId id) {
        return gate.query(
                caller,
                PLATFORM_READ_TENANTS,
                scope -> SubscriptionStatus.of(subscriptions.find(existing(id).id()), gate.now()));
    }

    /**
     * Moves a tenant to the published version of a plan. One whose limits are lower than what the tenant has is refused, or
     * scheduled for the end of the period.
     *
     * @throws Conflict if the tenant has more than the plan includes
     */
    public SubscriptionStatus move(Caller caller, TenantId id, NewSubscription wanted) {
        Tenant tenant = gate.query(caller, PLATFORM_WRITE_TENANTS, scope -> subscriber(id));
        Map<Entitlement, Long> used = wanted.when() == When.NOW ? used(tenant) : Map.of();
        return gate.command(caller, PLATFORM_WRITE_TENANTS, work -> {
            Terms stored = known(work, id);
            Terms terms = stored.at(work.now());
            Plan plan = plans.published(wanted.plan())
                    .orElseThrow(() -> new Invalid("plan", "plan.unknown", "There is no published plan of this key."));
            Optional<Subscription> current = terms.subscription();
            Interval interval = wanted.interval()
                    .or(() -> current.map(Subscription::interval))
                    .orElse(Interval.MONTH);
            if (current.isEmpty()) {
                subscriptions.add(Subscription.begin(id, plan, interval, work.now()));
                return done(work, "subscription.changed", id, stored);
            }
            Subscription before = current.get();
            if (before.plan().equals(plan.id())
                    && before.interval() == interval
                    && before.next().isEmpty()) {
                work.changedNothing();
                return SubscriptionStatus.of(terms, work.now());
            }
            if (wanted.when() == When.PERIOD_END) {
                Instant at = before.period(work.now()).to();
                save(work, before.then(Optional.of(new Subscription.Next(plan.id(), interval, at))));
                return done(work, "subscription.scheduled", id, stored);
            }
            Subscription after = before.on(plan.id(), interval, work.now());
            requireRoom(
                    terms,
                    new Terms(Optional.of(after), Optional.of(plan), Optional.empty(), terms.exemptions()),
                    used,
                    work.now());
            end.ended(work, terms, work.now());
            save(work, after);
            return done(work, "subscription.changed", id, stored);
        });
    }

    /** Says until when a subscription runs. A trial that is to go on is one without an end. */
    public SubscriptionStatus end(Caller caller, TenantId id, SubscriptionEnd wanted) {
        return gate.command(caller, PLATFORM_WRITE_TENANTS, work -> {
            Terms stored = known(work, subscriber(id).id());
            Subscription before = subscribed(stored.at(work.now()));
            if (before.endsAt().equals(wanted.endsAt())) {
                work.changedNothing();
                return SubscriptionStatus.of(subscriptions.find(id), work.now());
            }
            save(work, before.until(wanted.endsAt()));
            return done(work, "subscription.end_changed", id, stored);
        });
    }

    /** Takes back a change to come. */
    public SubscriptionStatus keep(Caller caller, TenantId id) {
        return gate.command(caller, PLATFORM_WRITE_TENANTS, work -> {
            Terms stored = known(work, subscriber(id).id());
            Subscription before = subscribed(stored.at(work.now()));
            if (before.next().isEmpty()) {
                throw new Conflict("subscription.no_change", "No change of this subscription is to come.");
            }
            save(work, before.then(Optional.empty()));
            return done(work, "subscription.unscheduled", id, stored);
        });
    }

    /**
     * Writes down the changes that were due by now; they hold from their time on anyway, so nothing depends on when this
     * runs, or on which node.
     *
     * @return how many there were
     */
    public int applyDue() {
        Optional<Tenant> platform = tenants.findBySlug(Tenant.PLATFORM).filter(Tenant::isOpen);
        if (platform.isEmpty()) {
            return 0;
        }
        List<TenantId> due = subscriptions.due(gate.now(), DUE_AT_ONCE);
        for (TenantId id : due) {
            gate.act(directory.enterToProvision(platform.get()), Actor.SYSTEM, work -> {
                Terms before = locked(work, id);
                Terms after = before.at(work.now());
                if (after.equals(before)) {
                    return work.changedNothing();
                }
                Subscription applied = after.subscription().orElseThrow();
                end.ended(
                        work,
                        before,
                        before.subscription()
                                .flatMap(Subscription::next)
                                .map(Subscription.Next::at)
                                .orElse(work.now()));
                save(work, applied.then(Optional.empty()));
                work.record("subscription.changed", id, before.differences(after));
                return true;
            });
        }
        return due.size();
    }

    private Map<Entitlement, Long> used(Tenant tenant) {
        boolean placed = tenant.status() != Tenant.Status.PROVISIONING && tenant.status() != Tenant.Status.PURGING;
        return placed
                ? uses.counted().stream()
                        .collect(Collectors.toMap(
                                one -> one, one -> uses.count(directory.enterToProvision(tenant), one)))
                : Map.of();
    }

    private static void requireRoom(Terms before, Terms after, Map<Entitlement, Long> used, Instant now) {
        List<Shortage> over = new ArrayList<>();
        used.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(one -> {
            Included less = after.of(one.getKey(), now);
            long limit = less.limit().orElse(Long.MAX_VALUE);
            if (!less.allows(one.getValue()) && before.of(one.getKey(), now).isMoreThan(limit)) {
                over.add(new Shortage(one.getKey().name(), limit, one.getValue(), List.of()));
            }
        });
        if (!over.isEmpty()) {
            String what = over.stream()
                    .map(one -> one.entitlement() + " (" + one.used() + " used, " + one.limit() + " included)")
                    .collect(Collectors.joining(", "));
            throw new Conflict("subscription.over", "The tenant has more than the plan includes: " + what + ".", over);
        }
    }

    /** What is stored, behind a lock, for a caller who has seen what holds of it now. */
    private Terms known(Work work, TenantId id) {
        Terms stored = locked(work, id);
        Optional<Subscription> current = stored.at(work.now()).subscription();
        work.check(current.isPresent() ? current.get() : Nothing.YET);
        return stored;
    }

    private Terms locked(Work work, TenantId id) {
        work.lock("subscription of " + id.value());
        return subscriptions.find(id);
    }

    private void save(Work work, Subscription subscription) {
        if (!subscriptions.update(subscription)) {
            throw work.lost(new Conflict(
                    "subscription.changed", "Somebody else has changed this subscription. Read it again."));
        }
        Tenant tenant = existing(subscription.tenant());
        String key = plans.find(subscription.plan()).orElseThrow().key();
        if (!tenant.plan().equals(key) && !tenants.update(tenant.on(key, work.now()))) {
            throw new Conflict("tenant.changed", "Somebody else has changed this tenant. Read it again.");
        }
    }

    private SubscriptionStatus done(Work work, String action, TenantId id, Terms before) {
        Terms after = subscriptions.find(id);
        work.record(action, id, before.differences(after));
        return SubscriptionStatus.of(after, work.now());
    }

    private static Subscription subscribed(Terms terms) {
        return terms.subscription().orElseThrow(() -> new NotFound("subscription"));
    }

    private Tenant subscriber(TenantId id) {
        Tenant tenant = existing(id);
        if (tenant.isPlatform()) {
            throw new Conflict("subscription.platform", "The operators' own tenant has no plan.");
        }
        return tenant;
    }

    private Tenant existing(TenantId id) {
        return tenants.find(id).orElseThrow(() -> new NotFound("tenant"));
    }
}
