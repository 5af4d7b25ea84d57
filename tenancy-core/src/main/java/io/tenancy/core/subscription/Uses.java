package io.tenancy.core.subscription;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Entitlement;
import io.tenancy.core.apikey.ApiKeyStore;
import io.tenancy.core.entitlement.Entitlements;
import io.tenancy.core.entitlement.Included;
import io.tenancy.core.group.GroupStore;
import io.tenancy.core.role.RoleStore;
import io.tenancy.core.serviceaccount.ServiceAccountStore;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** How much a tenant has of what is limited, counted where it is kept. */
public final class Uses {
    private final Map<Entitlement, ToLongFunction<TenantScope>> counters;
    private final Meter meter;
    private final Predicate<Entitlement> metered;

    private Uses(Map<Entitlement, ToLongFunction<TenantScope>> counters, Meter meter, Predicate<Entitlement> metered) {
        this.counters = Map.copyOf(counters);
        this.meter = requireNonNull(meter);
        this.metered = requireNonNull(metered);
    }

    /** Those of Tenancy's own. */
    public static Uses of(
            UserStore users,
            RoleStore roles,
            GroupStore groups,
            ServiceAccountStore accounts,
            ApiKeyStore keys,
            InstantSource clock) {
        Map<Entitlement, ToLongFunction<TenantScope>> counters = Map.of(
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
                scope -> keys.count(scope, clock.instant()));
        return new Uses(counters, (scope, entitlement, from, to) -> 0, entitlement -> false);
    }

    /** These and one more, of an application. */
    public Uses with(Entitlement entitlement, ToLongFunction<TenantScope> counter) {
        Map<Entitlement, ToLongFunction<TenantScope>> more = new HashMap<>(counters);
        more.put(entitlement, counter);
        return new Uses(more, meter, metered);
    }

    /** These, and what a meter says of these entitlements. */
    public Uses metered(Meter meter, Predicate<Entitlement> known) {
        return new Uses(counters, meter, known);
    }

    /** How much there is, or was used in the period that is running; empty where nobody counts it. */
    Optional<Long> used(TenantScope scope, Included included, Instant now) {
        Entitlement entitlement = new Entitlement(included.entitlement());
        if (counters.containsKey(entitlement)) {
            return Optional.of(count(scope, entitlement));
        }
        return included.per()
                .filter(per -> metered.test(entitlement))
                .map(per -> meter.used(scope, entitlement, per.begin(now), per.end(now)));
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
