package io.tenancy.core.platform;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException;
import io.tenancy.core.access.Actor;
import io.tenancy.core.platform.NewTenant.OwnerAccess;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantStore;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finishes what a crash or a failure left half done, erases deleted tenants when their grace is over, and makes places
 * for tenants to come. Any number of
 * nodes may run it at the same time.
 */
public final class TenantHousekeeping {
    /** A tenant that is not ready after so long was left by a crash. */
    private static final Duration ABANDONED = Duration.ofMinutes(1);

    private static final int BATCH = 100;
    private static final System.Logger LOG = System.getLogger(TenantHousekeeping.class.getName());

    private final TenantStore tenants;
    private final TenantLifecycle lifecycle;
    private final WarmPlaces warmPlaces;
    private final InstantSource clock;

    public TenantHousekeeping(
            TenantStore tenants, TenantLifecycle lifecycle, WarmPlaces warmPlaces, InstantSource clock) {
        this.tenants = requireNonNull(tenants);
        this.lifecycle = requireNonNull(lifecycle);
        this.warmPlaces = requireNonNull(warmPlaces);
        this.clock = requireNonNull(clock);
    }

    /**
     * Does what is due, up to 100 tenants of each kind, and says how many; then makes places for tenants to come. One
     * that fails does not stop the others.
     */
    public int run() {
        Instant now = clock.instant();
        int done = each(tenants.abandoned(now.minus(ABANDONED), now, BATCH), this::finish)
                + each(tenants.purgeable(now, BATCH), this::purge);
        warmPlaces.refill();
        return done;
    }

    private static int each(List<Tenant> due, Predicate<Tenant> work) {
        int done = 0;
        for (Tenant tenant : due) {
            try {
                done += work.test(tenant) ? 1 : 0;
            } catch (TenancyException e) {
                LOG.log(Level.WARNING, e.detail());
            } catch (RuntimeException e) {
                LOG.log(
                        Level.WARNING,
                        "Housekeeping of tenant " + tenant.id().value() + " failed; it is tried again.",
                        e);
            }
        }
        return done;
    }

    private boolean finish(Tenant tenant) {
        return lifecycle
                .finish(tenant, OwnerAccess.INVITATION, Actor.SYSTEM)
                .tenant()
                .isOpen();
    }

    private boolean purge(Tenant tenant) {
        return lifecycle.erase(tenant, Actor.SYSTEM).isPresent();
    }
}
