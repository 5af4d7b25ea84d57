package io.tenancy.core.usage;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.tenant.TenantStore;
import io.tenancy.core.tenant.TenantTurns;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.List;

/**
 * Forgets events that are kept for long enough; their totals stay. Each run enters the next tenants by their ids, and
 * begins again after the last. Any number of nodes may do it at the same time.
 */
public final class UsagePruning {
    /** Tenants of one run. */
    static final int TENANTS = 200;

    private static final int EVENTS = 5_000;

    /** Rounds for one tenant in one run; the rest waits for its next turn. */
    private static final int ROUNDS = 20;

    private static final System.Logger LOG = System.getLogger(UsagePruning.class.getName());

    private final TenantTurns tenants;
    private final TenantDirectory directory;
    private final UsageStore store;
    private final UsagePolicy policy;
    private final InstantSource clock;

    public UsagePruning(
            TenantStore tenants, TenantDirectory directory, UsageStore store, UsagePolicy policy, InstantSource clock) {
        this.tenants = new TenantTurns(tenants, TENANTS);
        this.directory = requireNonNull(directory);
        this.store = requireNonNull(store);
        this.policy = requireNonNull(policy);
        this.clock = requireNonNull(clock);
    }

    /** The number of events that are forgotten. A tenant that cannot be entered or fails does not stop the others. */
    public int run() {
        List<Tenant> next = tenants.now();
        tenants.pass(next);
        return next.stream().mapToInt(this::prune).sum();
    }

    private int prune(Tenant tenant) {
        try {
            return directory.enterToKeep(tenant.id()).map(this::prune).orElse(0);
        } catch (TenancyException e) {
            LOG.log(Level.DEBUG, e.detail());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Events of tenant " + tenant.id().value() + " are forgotten later.", e);
        }
        return 0;
    }

    private int prune(TenantScope scope) {
        int removed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            int some = store.prune(scope, clock.instant().minus(policy.kept()), EVENTS);
            removed += some;
            if (some < EVENTS) {
                break;
            }
        }
        return removed;
    }
}
