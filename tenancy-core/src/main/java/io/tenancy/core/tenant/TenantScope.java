package io.tenancy.core.tenant;

/**
 * The authority to touch one tenant's rows. Only {@link TenantDirectory} makes one, for a tenant that exists and is
 * open, so a method that asks for a scope cannot be reached with an id that a client sent.
 */
public final class TenantScope {
    private final TenantId id;
    private final Placement placement;
    private final String slug;
    private final String name;
    private final boolean platform;

    TenantScope(Tenant tenant) {
        this.id = tenant.id();
        this.placement = tenant.placement();
        this.slug = tenant.slug();
        this.name = tenant.name();
        this.platform = tenant.isPlatform();
    }

    public TenantId id() {
        return id;
    }

    public Placement placement() {
        return placement;
    }

    /** The short name by which the tenant's people call it. */
    public String slug() {
        return slug;
    }

    public String name() {
        return name;
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
