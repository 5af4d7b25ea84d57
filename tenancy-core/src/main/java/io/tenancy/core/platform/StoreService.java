package io.tenancy.core.platform;

import static io.tenancy.core.access.Permissions.PLATFORM_READ_TENANTS;
import static io.tenancy.core.access.Permissions.PLATFORM_WRITE_TENANTS;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Page;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.TenancyException.Unavailable;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import io.tenancy.core.store.StoreDirectory;
import io.tenancy.core.store.StoreId;
import io.tenancy.core.store.StoreInfo;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What operators see of the stores, and do with them. */
public final class StoreService {
    private final Gate gate;
    private final StoreDirectory stores;
    private final Provisioner provisioner;
    private final TenantStore tenants;
    private final TenantDirectory directory;

    public StoreService(
            Gate gate, StoreDirectory stores, Provisioner provisioner, TenantStore tenants, TenantDirectory directory) {
        this.gate = requireNonNull(gate);
        this.stores = requireNonNull(stores);
        this.provisioner = requireNonNull(provisioner);
        this.tenants = requireNonNull(tenants);
        this.directory = requireNonNull(directory);
    }

    public Page<StoreStatus> list(Caller caller) {
        return gate.query(caller, PLATFORM_READ_TENANTS, scope -> new Page<>(list(), Optional.empty()));
    }

    public StoreStatus get(Caller caller, String name) {
        return gate.query(caller, PLATFORM_READ_TENANTS, scope -> status(existing(name), stores.tenants()));
    }

    public StoreStatus update(Caller caller, String name, StoreChange change) {
        gate.command(caller, PLATFORM_WRITE_TENANTS, work -> mark(work, name, change));
        return gate.query(caller, PLATFORM_WRITE_TENANTS, scope -> status(existing(name), stores.tenants()));
    }

    /** The same for whoever has the machine of the server. */
    public List<StoreStatus> list() {
        Map<String, Long> counts = stores.tenants();
        return stores.all().stream().map(store -> status(store, counts)).toList();
    }

    /**
     * The same for whoever has the machine of the server.
     *
     * @throws NotFound if there is no such store, or no platform yet in whose journal it would be
     */
    public void update(String name, StoreChange change) {
        Tenant platform = tenants.findBySlug(Tenant.PLATFORM).orElseThrow(() -> new NotFound("tenant"));
        gate.act(directory.enterToProvision(platform), Actor.SYSTEM, work -> mark(work, name, change));
    }

    private StoreInfo mark(Work work, String name, StoreChange change) {
        work.lock("stores");
        StoreInfo store = existing(name);
        work.check(store);
        boolean full = change.full().orElse(store.full());
        if (full == store.full()) {
            work.changedNothing();
        } else {
            stores.mark(name, full);
            work.record(
                    full ? "store.marked_full" : "store.opened",
                    StoreId.of(name),
                    Difference.between("full", store.full(), full));
        }
        return store;
    }

    private StoreInfo existing(String name) {
        return stores.all().stream()
                .filter(store -> store.name().equals(name))
                .findAny()
                .orElseThrow(() -> new NotFound("store"));
    }

    private StoreStatus status(StoreInfo store, Map<String, Long> counts) {
        boolean served = stores.isServed(store.name());
        return new StoreStatus(
                StoreId.of(store.name()),
                store.name(),
                store.region(),
                store.full(),
                counts.getOrDefault(store.name(), 0L),
                served,
                served ? isolations(store.name()) : List.of());
    }

    private List<Isolation> isolations(String store) {
        try {
            return Stream.of(Isolation.values())
                    .filter(isolation -> provisioner.supports(isolation, store))
                    .toList();
        } catch (Unavailable e) {
            return List.of(); // it went away just now
        }
    }
}
