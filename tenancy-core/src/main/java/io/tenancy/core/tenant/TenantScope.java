package io.tenancy.core.tenant;

import io.tenancy.core.TenancyException.Denied;
import io.tenancy.core.tenant.Tenant.Status;

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
    private final boolean readOnly;

    TenantScope(Tenant tenant) {
        this.id = tenant.id();
        this.placement = tenant.placement();
        this.slug = tenant.slug();
        this.name = tenant.name();
        this.platform = tenant.isPlatform();
        this.readOnly = tenant.status() == Status.READ_ONLY || tenant.status() == Status.SUSPENDED;
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

    /** Whether its people may only read, or not even that. */
    public boolean isReadOnly() {
        return readOnly;
    }

    /** Refuses with {@link Denied} a change by the people of a tenant who may only read. */
    public void requireWritable() {
        if (readOnly) {
            throw new Denied("tenant.read_only", "This tenant is read-only: nothing in it can be changed now.");
        }
    }

    @Override
    public String toString() {
        return "TenantScope[" + id.value() + "]";
    }
}
