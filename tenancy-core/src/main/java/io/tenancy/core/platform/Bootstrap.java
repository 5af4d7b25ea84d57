package io.tenancy.core.platform;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.invitation.Admitted;
import io.tenancy.core.platform.NewTenant.OwnerAccess;
import io.tenancy.core.tenant.Contact;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.Tenant.Status;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantStore;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/** Creates the operators' tenant and invites the first operator. There is no default administrator. */
public final class Bootstrap {
    private final TenantStore tenants;
    private final TenantOpener opener;
    private final PlatformDefaults defaults;
    private final Supplier<UUID> ids;
    private final InstantSource clock;

    public Bootstrap(
            TenantStore tenants,
            TenantOpener opener,
            PlatformDefaults defaults,
            Supplier<UUID> ids,
            InstantSource clock) {
        this.tenants = requireNonNull(tenants);
        this.opener = requireNonNull(opener);
        this.defaults = requireNonNull(defaults);
        this.ids = requireNonNull(ids);
        this.clock = requireNonNull(clock);
    }

    /**
     * Invites the operator. Until that person has accepted it may be repeated, and makes a new invitation each time.
     *
     * @throws Conflict if somebody has accepted already, or another person was invited
     */
    public Admitted run(Contact operator) {
        Tenant platform = tenants.findBySlug(Tenant.PLATFORM).orElseGet(() -> add(operator));
        boolean open = platform.status() != Status.PROVISIONING;
        if (!platform.contact().email().equals(operator.email()) || (open && opener.isOwned(platform))) {
            throw exists();
        }
        Admitted admitted = opener.open(platform, OwnerAccess.INVITATION);
        if (admitted.mail().isEmpty()) {
            throw exists();
        }
        if (!open) {
            tenants.update(platform.activated(clock.instant()));
        }
        return admitted;
    }

    private Tenant add(Contact operator) {
        Tenant platform = Tenant.provisioning(
                new TenantId(ids.get()),
                Tenant.PLATFORM,
                "Platform",
                operator,
                Isolation.SHARED,
                defaults.store(),
                defaults.plan(),
                defaults.region(),
                clock.instant());
        if (!tenants.add(platform)) {
            return tenants.findBySlug(Tenant.PLATFORM).orElseThrow();
        }
        return platform;
    }

    private static Conflict exists() {
        return new Conflict("platform.exists", "The platform has its first operator already, or another is invited.");
    }
}
