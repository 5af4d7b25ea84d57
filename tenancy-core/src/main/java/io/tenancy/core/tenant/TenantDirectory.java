package io.tenancy.core.tenant;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Denied;
import io.tenancy.core.tenant.Tenant.Status;
import java.util.Optional;

/** Turns the tenant of a verified credential into a {@link TenantScope}. */
public final class TenantDirectory {
    private final TenantStore tenants;

    public TenantDirectory(TenantStore tenants) {
        this.tenants = requireNonNull(tenants);
    }

    /**
     * Enters the tenant of a credential that is verified. Empty for a tenant that is unknown, not ready yet or deleted.
     *
     * @throws Denied if the tenant is suspended
     */
    public Optional<TenantScope> enter(TenantId id) {
        Optional<Tenant> tenant = tenants.find(id);
        if (tenant.isPresent() && tenant.get().status() == Status.SUSPENDED) {
            throw new Denied("tenant.suspended", "This tenant is suspended.");
        }
        return tenant.filter(Tenant::isOpen).map(TenantScope::new);
    }

    /**
     * Enters the tenant that a credential claims, in order to check that credential against the tenant's own rows.
     * Empty for every tenant that is not open, so that an answer cannot tell one from another.
     */
    public Optional<TenantScope> enterToVerify(TenantId id) {
        return tenants.find(id).filter(Tenant::isOpen).map(TenantScope::new);
    }

    /** As {@link #enterToVerify(TenantId)}, for a person who names the tenant by its slug. */
    public Optional<TenantScope> enterToVerify(String slug) {
        return tenants.findBySlug(slug).filter(Tenant::isOpen).map(TenantScope::new);
    }

    /** Enters a tenant in whatever status, in order to provision it. Not for requests. */
    public TenantScope enterToProvision(Tenant tenant) {
        return tenants.find(tenant.id())
                .map(TenantScope::new)
                .orElseThrow(() -> new IllegalStateException(
                        "The catalogue has no tenant " + tenant.id().value()));
    }
}
