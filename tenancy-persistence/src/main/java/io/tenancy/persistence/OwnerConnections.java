package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.tenant.Placement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/**
 * Connections of the owner that a migration opens for itself, so that it takes none from the pools of a server. Where a
 * store has no way to its server's databases there is only its pool.
 */
final class OwnerConnections {
    private final Stores stores;
    private final Map<String, DataSource> homes = new ConcurrentHashMap<>();

    OwnerConnections(Stores stores) {
        this.stores = requireNonNull(stores);
    }

    Connection toCatalogue() throws SQLException {
        return to(stores.catalogue());
    }

    /** A connection to the database that a store is. */
    Connection to(Store store) throws SQLException {
        DataSource home = homes.get(store.name());
        if (home == null) {
            home = home(store);
            homes.put(store.name(), home);
        }
        return home.getConnection();
    }

    /** A connection to the database that a tenant's tables are in. */
    Connection to(TenantPlace place) throws SQLException {
        Store store = store(place.store());
        if (place.placement() instanceof Placement.Database own) {
            return store.databases()
                    .orElseThrow(() -> new SQLException("This store does not have databases of tenants."))
                    .owner()
                    .apply(own.name())
                    .getConnection();
        }
        return to(store);
    }

    boolean isCatalogue(String store) {
        return store.equals(stores.catalogue().name());
    }

    Store store(String name) throws SQLException {
        return stores.find(name).orElseThrow(() -> new SQLException("This deployment does not have the store."));
    }

    private static DataSource home(Store store) throws SQLException {
        Optional<TenantDatabases> databases = store.databases();
        if (databases.isEmpty()) {
            return store.owner();
        }
        try (Connection connection = Sql.connect(store.owner())) {
            String name = Sql.one(connection, "SELECT current_database()");
            return databases.get().owner().apply(name);
        }
    }
}
