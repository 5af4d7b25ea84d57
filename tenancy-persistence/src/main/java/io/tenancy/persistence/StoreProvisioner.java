package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Unavailable;
import io.tenancy.core.platform.Provisioner;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Placement;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;

/** Leaves each tenant to the provisioner of its store and placement. */
final class StoreProvisioner implements Provisioner {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final Map<String, Map<Isolation, Places>> stores = new HashMap<>();
    private final ServedStores served;
    private final Function<Placement.Database, DataSource> connections;

    /**
     * @param connections those of the role that serves to a database
     * @param forget closes what is open to a database that is about to go
     */
    StoreProvisioner(
            Stores stores,
            TenantSchema schema,
            ServedStores served,
            Function<Placement.Database, DataSource> connections,
            Consumer<Placement.Database> forget) {
        this.served = requireNonNull(served);
        this.connections = requireNonNull(connections);
        stores.all().forEach(store -> this.stores.put(store.name(), places(store, schema, forget)));
    }

    private static Map<Isolation, Places> places(
            Store store, TenantSchema schema, Consumer<Placement.Database> forget) {
        TenantTables tables = new TenantTables(store, schema);
        Map<Isolation, Places> places = new EnumMap<>(Isolation.class);
        places.put(Isolation.SHARED, new SharedProvisioner(store.owner(), LONGEST_WAIT));
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

    /**
     * Makes a place for a tenant to come. Into a database it goes once: PostgreSQL then writes down what the first
     * connection to it has to find out, so that the tenant need not wait for that.
     */
    void prepareWarm(TenantId tenant, Placement placement) {
        prepare(tenant, placement);
        if (placement instanceof Placement.Database database) {
            try (Connection connection = connections.apply(database).getConnection()) {
                Sql.execute(connection, "SELECT FROM users WHERE false");
            } catch (SQLException e) {
                throw Failures.translate("The database " + database.name() + " cannot be entered", e);
            }
        }
    }

    @Override
    public void erase(Tenant tenant) {
        erase(tenant.id(), tenant.placement());
    }

    void erase(TenantId tenant, Placement placement) {
        of(placement).erase(tenant, placement);
    }

    @Override
    public String reason(Throwable failure) {
        return Reasons.of(failure);
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
