package io.tenancy.core.retention;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import io.tenancy.core.audit.Checkpoint;
import io.tenancy.core.audit.JournalCutter;
import io.tenancy.core.audit.JournalSealer;
import io.tenancy.core.entitlement.Entitlements;
import io.tenancy.core.hold.Holds;
import io.tenancy.core.subscription.SubscriptionStore;
import io.tenancy.core.tenant.TenantScope;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;

/**
 * Removes entries of a tenant's journal that are older than its plan keeps them, unless a legal hold is on it or somebody
 * still needs them. The journal says so itself.
 */
public final class JournalPruner {
    /** A hundred years: what is kept for longer is kept. */
    private static final long MOST_DAYS = 36_500;

    private final Gate gate;
    private final SubscriptionStore subscriptions;
    private final Holds holds;
    private final Needs needs;
    private final JournalCutter cutter;
    private final JournalSealer sealer;

    public JournalPruner(
            Gate gate,
            SubscriptionStore subscriptions,
            Holds holds,
            Needs needs,
            JournalCutter cutter,
            JournalSealer sealer) {
        this.gate = requireNonNull(gate);
        this.subscriptions = requireNonNull(subscriptions);
        this.holds = requireNonNull(holds);
        this.needs = requireNonNull(needs);
        this.cutter = requireNonNull(cutter);
        this.sealer = requireNonNull(sealer);
    }

    /** Says how many entries were removed; ends soon after {@code stopping} has become true. */
    public int prune(TenantScope scope, BooleanSupplier stopping) {
        Optional<Instant> before = before(scope);
        if (before.isEmpty()) {
            return 0;
        }
        int removed = step(scope, work -> cutter.finish(scope));
        if (announce(scope, before.get())) {
            sealer.seal(scope);
            int some;
            do {
                sign(scope, before.get());
                some = step(scope, work -> cutter.finish(scope));
                removed += some;
            } while (some > 0 && !stopping.getAsBoolean());
        }
        return removed;
    }

    /** What is removed happened before this; empty where the tenant keeps everything. */
    private Optional<Instant> before(TenantScope scope) {
        if (scope.isPlatform()) {
            return Optional.empty();
        }
        return subscriptions
                .find(scope.id())
                .of(Entitlements.AUDIT_DAYS, gate.now())
                .limit()
                .filter(days -> days <= MOST_DAYS)
                .map(days -> gate.now().minus(Duration.ofDays(days)));
    }

    private boolean announce(TenantScope scope, Instant before) {
        return gate.act(scope, Actor.SYSTEM, work -> {
            if (next(work, before).isEmpty()) {
                work.changedNothing();
                return false;
            }
            work.record("audit.pruned", scope.id(), Difference.added("before", before));
            return true;
        });
    }

    /** In a transaction of its own: what is removed afterwards is removed as another role, on another connection. */
    private void sign(TenantScope scope, Instant before) {
        boolean unused = gate.act(scope, Actor.SYSTEM, work -> {
            next(work, before).ifPresent(point -> cutter.cut(scope, point, work.now()));
            work.changedNothing();
            return true;
        });
    }

    private Optional<Checkpoint> next(Work work, Instant before) {
        TenantScope scope = work.scope();
        if (holds.isHeld(work) || needs.isBusy(scope)) {
            return Optional.empty();
        }
        return cutter.next(scope, before, needs.first(scope));
    }

    /** What happens as the owner of the tables leaves no entry; the announcement is there already. */
    private int step(TenantScope scope, ToIntFunction<Work> step) {
        return gate.act(scope, Actor.SYSTEM, work -> {
            int removed = holds.isHeld(work) ? 0 : step.applyAsInt(work);
            work.changedNothing();
            return removed;
        });
    }
}
