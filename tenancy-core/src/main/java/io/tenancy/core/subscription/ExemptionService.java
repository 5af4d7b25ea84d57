package io.tenancy.core.subscription;

import static io.tenancy.core.access.Permissions.PLATFORM_READ_TENANTS;
import static io.tenancy.core.access.Permissions.PLATFORM_WRITE_TENANTS;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Page;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.TenancyException.Unavailable;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import io.tenancy.core.entitlement.EntitlementSource.Definition;
import io.tenancy.core.entitlement.Entitlements;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.tenant.TenantStore;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What operators see of the entitlements of one tenant, and agree with it instead of what its plan says. */
public final class ExemptionService {
    private static final System.Logger LOG = System.getLogger(ExemptionService.class.getName());

    private final Gate gate;
    private final TenantStore tenants;
    private final TenantDirectory directory;
    private final SubscriptionStore subscriptions;
    private final Uses uses;

    public ExemptionService(
            Gate gate, TenantStore tenants, TenantDirectory directory, SubscriptionStore subscriptions, Uses uses) {
        this.gate = requireNonNull(gate);
        this.tenants = requireNonNull(tenants);
        this.directory = requireNonNull(directory);
        this.subscriptions = requireNonNull(subscriptions);
        this.uses = requireNonNull(uses);
    }

    /** All on one page. What is used is counted in the tenant's own place, and left out where that is out of reach. */
    public Page<EntitlementStatus> list(Caller caller, TenantId id) {
        return gate.query(
                caller, PLATFORM_READ_TENANTS, scope -> new Page<>(used(id, Entitlements.all()), Optional.empty()));
    }

    public EntitlementStatus get(Caller caller, TenantId id, String name) {
        return gate.query(
                caller,
                PLATFORM_READ_TENANTS,
                scope -> used(id, List.of(known(name))).get(0));
    }

    private List<EntitlementStatus> used(TenantId id, List<Definition> wanted) {
        Tenant tenant = existing(id);
        Terms terms = subscriptions.find(id);
        Instant now = gate.now();
        try {
            if (tenant.status().hasPlace()) {
                TenantScope looked = directory.enterToLook(tenant);
                return wanted.stream()
                        .map(one -> EntitlementStatus.of(
                                one, terms, uses.used(looked, terms.of(one.entitlement(), now), now), true, now))
                        .toList();
            }
        } catch (Unavailable e) {
            LOG.log(Level.DEBUG, e.detail());
        }
        return wanted.stream().map(one -> of(one, terms, now)).toList();
    }

    /** Says what is different for a tenant; from the next use of it on, within 2 s. */
    public EntitlementStatus put(Caller caller, TenantId id, String name, NewExemption wanted) {
        return gate.command(caller, PLATFORM_WRITE_TENANTS, work -> {
            EntitlementStatus before = checked(work, id, name);
            Exemption exemption = wanted.of(name, work.now());
            Optional<Exemption> old = stored(id, name);
            subscriptions.exempt(id, exemption);
            EntitlementStatus after = of(known(name), subscriptions.find(id), work.now());
            if (after.equals(before)) {
                work.changedNothing();
            } else {
                work.record("entitlement.exempted", id, Exemption.differences(name, old, Optional.of(exemption)));
            }
            return after;
        });
    }

    /** Lets the plan hold again. */
    public EntitlementStatus withdraw(Caller caller, TenantId id, String name) {
        return gate.command(caller, PLATFORM_WRITE_TENANTS, work -> {
            checked(work, id, name);
            Optional<Exemption> old = stored(id, name);
            if (subscriptions.withdraw(id, known(name).entitlement())) {
                work.record("entitlement.withdrawn", id, Exemption.differences(name, old, Optional.empty()));
            } else {
                work.changedNothing();
            }
            return of(known(name), subscriptions.find(id), work.now());
        });
    }

    private EntitlementStatus checked(Work work, TenantId id, String name) {
        Definition definition = known(name);
        var unused = existing(id);
        work.lock("subscription of " + id.value());
        EntitlementStatus status = of(definition, subscriptions.find(id), work.now());
        work.check(status);
        return status;
    }

    /** What is agreed, also if it has expired. */
    private Optional<Exemption> stored(TenantId id, String entitlement) {
        return subscriptions.find(id).exemptions().stream()
                .filter(one -> one.included().entitlement().equals(entitlement))
                .findAny();
    }

    private Tenant existing(TenantId id) {
        return tenants.find(id).orElseThrow(() -> new NotFound("tenant"));
    }

    private static Definition known(String name) {
        return Entitlements.named(name).orElseThrow(() -> new NotFound("entitlement"));
    }

    private static EntitlementStatus of(Definition definition, Terms terms, Instant now) {
        return EntitlementStatus.of(definition, terms, Optional.empty(), true, now);
    }
}
