package io.tenancy.persistence;

import io.tenancy.core.platform.Provisioner;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Placement;
import io.tenancy.core.tenant.Tenant;
import java.util.Map;

/** Leaves each tenant to the provisioner of its placement. */
final class MixedProvisioner implements Provisioner {
    private final Map<Isolation, Provisioner> provisioners;

    MixedProvisioner(Map<Isolation, Provisioner> provisioners) {
        this.provisioners = Map.copyOf(provisioners);
    }

    @Override
    public boolean supports(Isolation isolation) {
        Provisioner provisioner = provisioners.get(isolation);
        return provisioner != null && provisioner.supports(isolation);
    }

    @Override
    public void prepare(Tenant tenant) {
        of(tenant).prepare(tenant);
    }

    @Override
    public void erase(Tenant tenant) {
        of(tenant).erase(tenant);
    }

    private Provisioner of(Tenant tenant) {
        Provisioner provisioner = provisioners.get(tenant.isolation());
        if (provisioner == null) {
            throw new IllegalStateException(
                    "This deployment does not place tenants in a " + tenant.isolation() + " of their own.");
        }
        return provisioner;
    }

    /** The name of the schema or database of a tenant. */
    static String place(Tenant tenant) {
        if (tenant.placement() instanceof Placement.Schema schema) {
            return schema.name();
        }
        if (tenant.placement() instanceof Placement.Database database) {
            return database.name();
        }
        throw new IllegalArgumentException("A tenant in shared tables has no place of its own.");
    }
}
