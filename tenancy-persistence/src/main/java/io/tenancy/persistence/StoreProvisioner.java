package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Unavailable;
import io.tenancy.core.platform.Provisioner;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Placement;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantId;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Leaves each tenant to the provisioner of its store and placement. */
final class StoreProvisioner implements Provisioner {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private final Map<String, Map<Isolation, Places>> stores = new HashMap<>();
    private final ServedStores served;

    /**
     * @param forget closes what is open to a database that is about to go
     */
    StoreProvisioner(Stores stores, TenantSchema schema, ServedStores served, Consumer<Placement.Database> forget) {
        this.served = requireNonNull(served);
        stores.all().forEach(store -> this.stores.put(store.name(), places(store, schema, forget)));
    }

    private static Map<Isolation, Places> places(
            Store store, TenantSchema schema, Consumer<Placement.Database> forget) {
        TenantTables tables = new TenantTables(store, schema);
        Map<Isolation, Places> places = new EnumMap<>(Isolation.class);
        places.put(Isolation.SHARED, new SharedProvisioner(store.owner()));
        places.put(Isolation.SCHEMA, new SchemaProvisioner(store.owner(), tables));
        store.databases()
                .ifPresent(databases ->
                        places.put(Isolation.DATABASE, new DatabaseProvisioner(store, databases, tables, forget)));
        return places;
    }

    @Override
    public boolean supports(Isolation isolation, String store) {
        return places(isolation, store).filter(Places::areOffered).isPresent();
    }

    @Override
    public void prepare(Tenant tenant) {
        prepare(tenant.id(), tenant.placement());
    }

    void prepare(TenantId tenant, Placement placement) {
        of(placement).prepare(tenant, placement);
    }

    @Override
    public void erase(Tenant tenant) {
        erase(tenant.id(), tenant.placement());
    }

    void erase(TenantId tenant, Placement placement) {
        of(placement).erase(tenant, placement);
    }

    private Optional<Places> places(Isolation isolation, String store) {
        return Optional.ofNullable(stores.get(store)).map(places -> places.get(isolation));
    }

    private Places of(Placement placement) {
        return places(isolation(placement), placement.store())
                .filter(places -> served.has(placement.store()))
                .orElseThrow(() -> new Unavailable(
                        "storage.unavailable",
                        "This deployment does not have the store " + placement.store()
                                + ", or does not serve it now, or has no such places in it.",
                        RETRY_AFTER));
    }

    private static Isolation isolation(Placement placement) {
        if (placement instanceof Placement.Shared) {
            return Isolation.SHARED;
        }
        return placement instanceof Placement.Schema ? Isolation.SCHEMA : Isolation.DATABASE;
    }

    /** The name of the schema or database of a tenant. */
    static String name(Placement placement) {
        if (placement instanceof Placement.Schema schema) {
            return schema.name();
        }
        if (placement instanceof Placement.Database database) {
            return database.name();
        }
        throw new IllegalArgumentException("A tenant in shared tables has no place of its own.");
    }
}
