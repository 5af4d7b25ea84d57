package io.tenancy.core.tenant;

/**
 * The authority to touch one tenant's rows. Only {@link TenantDirectory} makes one, for a tenant that exists and is
 * open, so a method that asks for a scope cannot be reached with an id that a client sent.
 */
public final class TenantScope {
    private final TenantId id;
    private final Placement placement;
    private final boolean platform;

    TenantScope(Tenant tenant) {
        this.id = tenant.id();
        this.placement = tenant.placement();
        this.platform = tenant.isPlatform();
    }

    public TenantId id() {
        return id;
    }

    public Placement placement() {
        return placement;
    }

    /** Whether this is the operators' tenant, the only one whose roles may hold {@code platform:*} permissions. */
    public boolean isPlatform() {
        return platform;
    }

    @Override
    public String toString() {
        return "TenantScope[" + id.value() + "]";
    }
}
