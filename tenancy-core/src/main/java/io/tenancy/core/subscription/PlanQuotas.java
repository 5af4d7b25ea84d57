package io.tenancy.core.subscription;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Shortage;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.Limited;
import io.tenancy.core.access.Entitlement;
import io.tenancy.core.access.Quotas;
import io.tenancy.core.access.Work;
import io.tenancy.core.entitlement.Included;
import io.tenancy.core.entitlement.Included.Period;
import io.tenancy.core.tenant.TenantScope;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.ToLongFunction;

/** Holds tenants to their plans. The operators' own tenant has no plan, and no limit. */
public final class PlanQuotas implements Quotas {
    private final SubscriptionStore known;
    private final Offers offers;
    private final InstantSource clock;

    /**
     * @param known what tenants have, from memory: every command asks
     */
    public PlanQuotas(SubscriptionStore known, Offers offers, InstantSource clock) {
        this.known = requireNonNull(known);
        this.offers = requireNonNull(offers);
        this.clock = requireNonNull(clock);
    }

    @Override
    public void reserve(Work work, Entitlement entitlement, long more, ToLongFunction<TenantScope> used) {
        Included included = included(work.scope(), entitlement, work.now());
        if (included.limit().isEmpty()) {
            return;
        }
        lock(work, entitlement);
        long count = used.applyAsLong(work.scope());
        if (!included.hasRoom(count, more)) {
            Shortage shortage = offers.shortage(included, count);
            throw new Conflict(
                    "quota.exceeded",
                    "The plan of the tenant includes " + shortage.limit() + " of " + entitlement + ", and " + count
                            + " are used.",
                    List.of(shortage));
        }
    }

    private static void lock(Work work, Entitlement entitlement) {
        work.lock("quota " + entitlement);
    }

    /** Refuses with {@link Conflict} where a feature is not on. */
    public void requireOn(TenantScope scope, Entitlement feature) {
        if (!isOn(scope, feature)) {
            throw new Conflict("entitlement.missing", "The plan of the tenant does not include " + feature + ".");
        }
    }

    /** Whether a feature is on. */
    public boolean isOn(TenantScope scope, Entitlement feature) {
        return scope.isPlatform()
                || included(scope, feature, clock.instant()).enabled().orElse(false);
    }

    /**
     * Lets a command use so much more of what is metered, if that is included; use beyond is never refused where it is only
     * counted. Where there is a limit, every other command of the tenant that spends the same waits until this transaction ends.
     * So the limit holds whoever comes at the same time, if the command writes the use down in this transaction too, for {@link
     * Work#now}, and the meter reads it from there; use that is written down elsewhere counts, and waits for nobody. The period is
     * the day, or the month, of {@code now} in UTC.
     *
     * @param meter is asked behind the lock
     * @throws Limited if there would be too much, with the time until the period ends
     */
    public void spend(Work work, Entitlement entitlement, long more, Meter meter) {
        Instant now = work.now();
        Included included = included(work.scope(), entitlement, now);
        if (included.limit().isEmpty() || !included.enforced().orElse(false)) {
            return;
        }
        lock(work, entitlement);
        Period period = included.per().orElse(Period.MONTH);
        long used = meter.used(work.scope(), entitlement, period.begin(now), period.end(now));
        if (!included.hasRoom(used, more)) {
            Shortage shortage = offers.shortage(included, used);
            throw new Limited(
                    "quota.exceeded",
                    "The plan of the tenant includes " + shortage.limit() + " of " + entitlement
                            + " in this period, and " + used + " are used.",
                    Duration.between(now, period.end(now)),
                    List.of(shortage));
        }
    }

    private Included included(TenantScope scope, Entitlement entitlement, Instant now) {
        return scope.isPlatform()
                ? Terms.standard(entitlement)
                : known.find(scope.id()).of(entitlement, now);
    }
}
