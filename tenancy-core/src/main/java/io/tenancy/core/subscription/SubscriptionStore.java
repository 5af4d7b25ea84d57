package io.tenancy.core.subscription;

import io.tenancy.core.access.Entitlement;
import io.tenancy.core.tenant.TenantId;
import java.time.Instant;
import java.util.List;

/**
 * What tenants have subscribed to, in the catalogue. Called within a transaction it joins it, as {@link
 * io.tenancy.core.tenant.TenantStore} does. Every node hears of a change. What a tenant has goes with the tenant.
 */
public interface SubscriptionStore {
    /** All that was said of a tenant; {@link Terms#NONE} where nothing was. */
    Terms find(TenantId tenant);

    /** Adds the first subscription of a tenant that is there; false, and adds nothing, where it has one. */
    boolean add(Subscription subscription);

    /** Replaces the subscription of the version before; false where somebody else has changed it. */
    boolean update(Subscription subscription);

    /** Says, or replaces, what is different for a tenant that is there. */
    void exempt(TenantId tenant, Exemption exemption);

    /** Takes that back; false where there is nothing. */
    boolean withdraw(TenantId tenant, Entitlement entitlement);

    /** Tenants whose change was due by then, at most so many. */
    List<TenantId> due(Instant now, int limit);
}
