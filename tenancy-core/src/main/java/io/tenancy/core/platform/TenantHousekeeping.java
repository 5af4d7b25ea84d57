package io.tenancy.core.platform;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Gate;
import io.tenancy.core.invitation.Admitted;
import io.tenancy.core.mail.Sender;
import io.tenancy.core.platform.NewTenant.OwnerAccess;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.tenant.TenantStore;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Finishes what a crash left half done, and erases deleted tenants when their grace is over. Any number of nodes may run
 * it at the same time.
 */
public final class TenantHousekeeping {
    /** A tenant that is not ready after so long was left by a crash. */
    private static final Duration ABANDONED = Duration.ofMinutes(1);

    private static final int BATCH = 100;
    private static final System.Logger LOG = System.getLogger(TenantHousekeeping.class.getName());

    private final TenantStore tenants;
    private final TenantDirectory directory;
    private final TenantOpener opener;
    private final Provisioner provisioner;
    private final Gate gate;
    private final Sender sender;
    private final InstantSource clock;

    public TenantHousekeeping(
            TenantStore tenants,
            TenantDirectory directory,
            TenantOpener opener,
            Provisioner provisioner,
            Gate gate,
            Sender sender,
            InstantSource clock) {
        this.tenants = requireNonNull(tenants);
        this.directory = requireNonNull(directory);
        this.opener = requireNonNull(opener);
        this.provisioner = requireNonNull(provisioner);
        this.gate = requireNonNull(gate);
        this.sender = requireNonNull(sender);
        this.clock = requireNonNull(clock);
    }

    /** Does what is due, up to 100 tenants of each kind, and says how many. One that fails does not stop the others. */
    public int run() {
        Instant now = clock.instant();
        return each(tenants.abandoned(now.minus(ABANDONED), BATCH), this::finish)
                + each(tenants.purgeable(now, BATCH), this::purge);
    }

    private static int each(List<Tenant> due, Predicate<Tenant> work) {
        int done = 0;
        for (Tenant tenant : due) {
            try {
                done += work.test(tenant) ? 1 : 0;
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
        Admitted owner = opener.open(tenant, OwnerAccess.INVITATION);
        boolean finished = record(tenant, "tenant.activated", () -> tenants.update(tenant.activated(clock.instant())));
        owner.mail().ifPresent(sender::send); // it voids every older one, so it goes out whoever was faster
        return finished;
    }

    /** Nobody can restore a tenant from the moment that its rows begin to go. */
    private boolean purge(Tenant tenant) {
        Tenant purging = tenant.purging(clock.instant());
        if (!tenants.update(purging)) {
            return false;
        }
        provisioner.erase(purging);
        return record(purging, "tenant.purged", () -> tenants.remove(purging.id()));
    }

    private boolean record(Tenant tenant, String action, BooleanSupplier change) {
        TenantScope platform = tenants.findBySlug(Tenant.PLATFORM)
                .map(directory::enterToProvision)
                .orElseThrow(() -> new IllegalStateException("There is no platform tenant."));
        return gate.act(platform, Actor.SYSTEM, work -> {
            boolean changed = change.getAsBoolean();
            if (changed) {
                work.record(action, tenant.id());
            } else {
                work.changedNothing();
            }
            return changed;
        });
    }
}
