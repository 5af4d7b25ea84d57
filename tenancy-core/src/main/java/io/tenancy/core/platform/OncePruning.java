package io.tenancy.core.platform;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException;
import io.tenancy.core.once.OnceStore;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.tenant.TenantStore;
import io.tenancy.core.tenant.TenantTurns;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Removes expired requests of tenants that send no others. Each run enters the next tenants by their ids, wherever they are
 * placed, and begins again after the last. Any number of nodes may do it at the same time.
 */
public final class OncePruning {
    /** Tenants of one run. */
    static final int TENANTS = 200;

    /** Rounds for one tenant in one run; the rest waits for its next turn. */
    private static final int ROUNDS = 20;

    private static final System.Logger LOG = System.getLogger(OncePruning.class.getName());

    private final TenantTurns tenants;
    private final TenantDirectory directory;
    private final OnceStore store;
    private final InstantSource clock;

    public OncePruning(TenantStore tenants, TenantDirectory directory, OnceStore store, InstantSource clock) {
        this.tenants = new TenantTurns(tenants, TENANTS);
        this.directory = requireNonNull(directory);
        this.store = requireNonNull(store);
        this.clock = requireNonNull(clock);
    }

    /** The number of requests that were removed. A tenant that cannot be entered or fails does not stop the others. */
    public int run() {
        List<Tenant> next = tenants.now();
        tenants.pass(next);
        return next.stream().mapToInt(this::prune).sum();
    }

    private int prune(Tenant tenant) {
        try {
            return directory.enter(tenant.id()).map(this::prune).orElse(0);
        } catch (TenancyException e) {
            LOG.log(Level.DEBUG, e.detail());
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "Requests of tenant " + tenant.id().value() + " are not pruned; it is tried again.",
                    e);
        }
        return 0;
    }

    private int prune(TenantScope scope) {
        Instant now = clock.instant();
        int removed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            int some = store.prune(scope, now);
            removed += some;
            if (some == 0) {
                break;
            }
        }
        return removed;
    }
}
