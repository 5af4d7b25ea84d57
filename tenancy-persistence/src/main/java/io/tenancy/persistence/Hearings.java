package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.tenant.Placement;
import io.tenancy.core.tenant.TenantScope;
import java.util.Map;
import java.util.stream.Collectors;

/** How far the changes in the databases of all stores are known. */
final class Hearings {
    private final Map<String, Hearing> byStore;
    private final String catalogue;

    Hearings(Stores stores) {
        this.byStore = stores.all().stream().collect(Collectors.toUnmodifiableMap(Store::name, store -> new Hearing()));
        this.catalogue = stores.catalogue().name();
    }

    Hearing of(String store) {
        return requireNonNull(byStore.get(store), "no such store");
    }

    Hearing ofCatalogue() {
        return of(catalogue);
    }

    /** Of where a tenant's rows are; in the database of a single tenant nobody listens. */
    Hearing of(TenantScope scope) {
        return scope.placement() instanceof Placement.Database
                ? Hearing.NONE
                : byStore.getOrDefault(scope.placement().store(), Hearing.NONE);
    }
}
