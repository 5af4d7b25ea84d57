package io.tenancy.core.platform;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Gate;
import io.tenancy.core.role.RoleStore;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.Tenant.Status;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantStore;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Makes tenants for an application that lets people in by means of its own: with their place and their built-in roles, and
 * without an owner, an invitation or an operator. It trusts whoever calls it.
 */
public final class TenantFounder {
    private final TenantStore tenants;
    private final TenantDirectory directory;
    private final Provisioner provisioner;
    private final RoleStore roles;
    private final Gate gate;
    private final PlatformDefaults defaults;
    private final Supplier<UUID> ids;
    private final InstantSource clock;

    public TenantFounder(
            TenantStore tenants,
            Provisioner provisioner,
            RoleStore roles,
            Gate gate,
            PlatformDefaults defaults,
            Supplier<UUID> ids,
            InstantSource clock) {
        this.tenants = requireNonNull(tenants);
        this.directory = new TenantDirectory(tenants);
        this.provisioner = requireNonNull(provisioner);
        this.roles = requireNonNull(roles);
        this.gate = requireNonNull(gate);
        this.defaults = requireNonNull(defaults);
        this.ids = requireNonNull(ids);
        this.clock = requireNonNull(clock);
    }

    /**
     * The active tenant of a slug, made where there is none; the rest of {@code wanted} counts for a new one only. It may be
     * repeated, and then goes on where a crash has left it.
     *
     * @throws Invalid if this deployment does not place tenants so
     * @throws Conflict if the tenant is there, and closed
     */
    public Tenant found(NewTenant wanted) {
        Tenant tenant = tenants.findBySlug(wanted.slug()).orElseGet(() -> add(wanted));
        if (tenant.status() == Status.PROVISIONING) {
            provisioner.prepare(tenant);
            gate.act(directory.enterToProvision(tenant), Actor.SYSTEM, work -> {
                TenantOpener.addBuiltInRoles(work, roles);
                work.record("tenant.provisioned", tenant.id());
                return work.scope();
            });
            tenants.update(tenant.activated(clock.instant()));
        }
        return tenants.find(tenant.id())
                .filter(Tenant::isOpen)
                .orElseThrow(() -> new Conflict("tenant.status", "The tenant is there, and is closed."));
    }

    private Tenant add(NewTenant wanted) {
        Isolation isolation = wanted.isolation().orElse(defaults.isolation());
        String store = wanted.store().orElse(defaults.store());
        if (!provisioner.supports(isolation, store)) {
            throw new Invalid(
                    "isolation", "isolation.unsupported", "This deployment does not place tenants in this way.");
        }
        Tenant tenant = Tenant.provisioning(
                new TenantId(ids.get()),
                wanted.slug(),
                wanted.name(),
                wanted.owner(),
                isolation,
                store,
                wanted.plan().orElse(defaults.plan()),
                wanted.region().orElse(defaults.region()),
                clock.instant());
        return tenants.add(tenant) ? tenant : tenants.findBySlug(wanted.slug()).orElseThrow();
    }
}
