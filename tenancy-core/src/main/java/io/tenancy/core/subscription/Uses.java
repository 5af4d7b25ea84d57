package io.tenancy.core.subscription;

import io.tenancy.core.access.Entitlement;
import io.tenancy.core.apikey.ApiKeyStore;
import io.tenancy.core.entitlement.Entitlements;
import io.tenancy.core.group.GroupStore;
import io.tenancy.core.role.RoleStore;
import io.tenancy.core.serviceaccount.ServiceAccountStore;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserStore;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/** How much a tenant has of what is limited, counted where it is kept. */
public final class Uses {
    private final Map<Entitlement, ToLongFunction<TenantScope>> counters;

    private Uses(Map<Entitlement, ToLongFunction<TenantScope>> counters) {
        this.counters = Map.copyOf(counters);
    }

    /** Those of Tenancy's own. */
    public static Uses of(
            UserStore users,
            RoleStore roles,
            GroupStore groups,
            ServiceAccountStore accounts,
            ApiKeyStore keys,
            InstantSource clock) {
        return new Uses(Map.of(
                Entitlements.SEATS,
                users::count,
                Entitlements.ROLES,
                scope -> roles.list(scope).stream()
                        .filter(role -> !role.builtIn())
                        .count(),
                Entitlements.GROUPS,
                groups::count,
                Entitlements.SERVICE_ACCOUNTS,
                scope -> accounts.list(scope).size(),
                Entitlements.API_KEYS,
                scope -> keys.count(scope, clock.instant())));
    }

    /** These and one more, of an application. */
    public Uses with(Entitlement entitlement, ToLongFunction<TenantScope> counter) {
        Map<Entitlement, ToLongFunction<TenantScope>> more = new HashMap<>(counters);
        more.put(entitlement, counter);
        return new Uses(more);
    }

    /** What can be counted. */
    Set<Entitlement> counted() {
        return counters.keySet();
    }

    long count(TenantScope scope, Entitlement entitlement) {
        ToLongFunction<TenantScope> counter = counters.get(entitlement);
        if (counter == null) {
            throw new IllegalArgumentException("Nobody counts " + entitlement + ".");
        }
        return counter.applyAsLong(scope);
    }
}
