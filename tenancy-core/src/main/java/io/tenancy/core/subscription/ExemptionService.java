package io.tenancy.core.subscription;

import static io.tenancy.core.access.Permissions.PLATFORM_READ_TENANTS;
import static io.tenancy.core.access.Permissions.PLATFORM_WRITE_TENANTS;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Page;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import io.tenancy.core.entitlement.EntitlementSource.Definition;
import io.tenancy.core.entitlement.Entitlements;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantStore;
import java.time.Instant;
import java.util.Optional;

/** What operators see of the entitlements of one tenant, and agree with it instead of what its plan says. */
public final class ExemptionService {
    private final Gate gate;
    private final TenantStore tenants;
    private final SubscriptionStore subscriptions;

    public ExemptionService(Gate gate, TenantStore tenants, SubscriptionStore subscriptions) {
        this.gate = requireNonNull(gate);
        this.tenants = requireNonNull(tenants);
        this.subscriptions = requireNonNull(subscriptions);
    }

    /** All on one page. What is used is not counted: the tenant may be in another store. */
    public Page<EntitlementStatus> list(Caller caller, TenantId id) {
        return gate.query(caller, PLATFORM_READ_TENANTS, scope -> {
            Terms terms = subscriptions.find(existing(id));
            Instant now = gate.now();
            return new Page<>(
                    Entitlements.all().stream().map(one -> of(one, terms, now)).toList(), Optional.empty());
        });
    }

    public EntitlementStatus get(Caller caller, TenantId id, String name) {
        return gate.query(
                caller, PLATFORM_READ_TENANTS, scope -> of(known(name), subscriptions.find(existing(id)), gate.now()));
    }

    /** Says what is different for a tenant; from the next use of it on, within 2 s. */
    public EntitlementStatus put(Caller caller, TenantId id, String name, NewExemption wanted) {
        return gate.command(caller, PLATFORM_WRITE_TENANTS, work -> {
            EntitlementStatus before = checked(work, id, name);
            Exemption exemption = wanted.of(name, work.now());
            subscriptions.exempt(id, exemption);
            EntitlementStatus after = of(known(name), subscriptions.find(id), work.now());
            if (after.equals(before)) {
                work.changedNothing();
            } else {
                work.record("entitlement.exempted", id);
            }
            return after;
        });
    }

    /** Lets the plan hold again. */
    public EntitlementStatus withdraw(Caller caller, TenantId id, String name) {
        return gate.command(caller, PLATFORM_WRITE_TENANTS, work -> {
            checked(work, id, name);
            if (subscriptions.withdraw(id, known(name).entitlement())) {
                work.record("entitlement.withdrawn", id);
            } else {
                work.changedNothing();
            }
            return of(known(name), subscriptions.find(id), work.now());
        });
    }

    private EntitlementStatus checked(Work work, TenantId id, String name) {
        Definition definition = known(name);
        TenantId tenant = existing(id);
        work.lock("subscription of " + id.value());
        EntitlementStatus status = of(definition, subscriptions.find(tenant), work.now());
        work.check(status);
        return status;
    }

    private TenantId existing(TenantId id) {
        return tenants.find(id).orElseThrow(() -> new NotFound("tenant")).id();
    }

    private static Definition known(String name) {
        return Entitlements.named(name).orElseThrow(() -> new NotFound("entitlement"));
    }

    private static EntitlementStatus of(Definition definition, Terms terms, Instant now) {
        return EntitlementStatus.of(definition, terms, Optional.empty(), true, now);
    }
}
