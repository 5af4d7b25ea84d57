package io.tenancy.core.tenant;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Denied;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.TenancyException.Unavailable;
import io.tenancy.core.tenant.Tenant.Status;
import io.tenancy.core.tenant.Tenant.Tables;
import java.time.Duration;
import java.util.Optional;

/** Turns the tenant of a verified credential into a {@link TenantScope}. */
public final class TenantDirectory {
    private static final Duration MIGRATES_SOON = Duration.ofSeconds(5);

    private final TenantStore tenants;

    public TenantDirectory(TenantStore tenants) {
        this.tenants = requireNonNull(tenants);
    }

    /**
     * Enters the tenant of a credential that is verified. Empty for a tenant that is unknown, not ready yet or deleted.
     *
     * @throws Denied if the tenant is suspended
     * @throws Unavailable if its tables are not those of this release yet
     */
    public Optional<TenantScope> enter(TenantId id) {
        Optional<Tenant> tenant = tenants.find(id);
        if (tenant.isPresent() && tenant.get().status() == Status.SUSPENDED) {
            throw new Denied("tenant.suspended", "This tenant is suspended.");
        }
        return open(tenant);
    }

    /**
     * Enters the tenant that a credential claims, in order to check that credential against the tenant's own rows.
     * Empty for every tenant that is not open, so that an answer cannot tell one from another.
     *
     * @throws Unavailable if its tables are not those of this release yet
     */
    public Optional<TenantScope> enterToVerify(TenantId id) {
        return open(tenants.find(id));
    }

    /** As {@link #enterToVerify(TenantId)}, for a person who names the tenant by its slug. */
    public Optional<TenantScope> enterToVerify(String slug) {
        return open(tenants.findBySlug(slug));
    }

    /**
     * Enters a tenant that is open or suspended, for what it is owed whether it is served or not: that old rows are
     * forgotten, and that its people get their data. Not for requests of its people.
     *
     * @throws Unavailable if its tables are not those of this release yet
     */
    public Optional<TenantScope> enterToKeep(TenantId id) {
        return entered(tenants.find(id).filter(known -> known.isOpen() || known.status() == Status.SUSPENDED));
    }

    /**
     * Enters a tenant that {@linkplain Tenant.Status#hasPlace has a place}, whether it is served or not, so that operators look
     * at its rows. Not for requests of its people.
     *
     * @throws Unavailable if it is served, and its tables are not those of this release yet
     */
    public TenantScope enterToLook(Tenant tenant) {
        return tenant.isOpen()
                ? enterToVerify(tenant.id()).orElseThrow(() -> new NotFound("tenant"))
                : enterToProvision(tenant);
    }

    /** Enters a tenant in whatever status, with whatever tables, in order to provision it. Not for requests. */
    public TenantScope enterToProvision(Tenant tenant) {
        return tenants.find(tenant.id())
                .map(TenantScope::new)
                .orElseThrow(() -> new IllegalStateException(
                        "The catalogue has no tenant " + tenant.id().value()));
    }

    private static Optional<TenantScope> open(Optional<Tenant> known) {
        return entered(known.filter(Tenant::isOpen));
    }

    private static Optional<TenantScope> entered(Optional<Tenant> known) {
        if (known.isPresent() && known.get().tables() == Tables.BEHIND) {
            throw new Unavailable(
                    "tenant.behind", "This tenant is being brought up to date. Try again soon.", MIGRATES_SOON);
        }
        return known.map(TenantScope::new);
    }
}
