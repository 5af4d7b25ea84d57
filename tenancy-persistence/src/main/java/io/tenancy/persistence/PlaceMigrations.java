package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Placement;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.persistence.Migrations.Summary;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the places of tenants that have their own up to date, one after the other. */
final class PlaceMigrations {
    private static final Logger LOG = LoggerFactory.getLogger(PlaceMigrations.class);

    private static final String TENANTS = """
            SELECT isolation || ' ' || id || ' ' || store
            FROM catalogue.tenants
            WHERE isolation <> 'SHARED'
            ORDER BY id
            """;

    private final Stores stores;
    private final TenantSchema schema;

    PlaceMigrations(Stores stores, TenantSchema schema) {
        this.stores = requireNonNull(stores);
        this.schema = requireNonNull(schema);
    }

    Summary run() {
        List<String> failures = new ArrayList<>();
        List<Placement> places = places();
        places.forEach(place -> attempt(place.toString(), failures, () -> update(place)));
        stores.all()
                .forEach(store -> store.databases().ifPresent(databases -> {
                    Template template = new Template(store, databases, new TenantTables(store, schema));
                    attempt("The template of databases of " + store.name(), failures, template::renew);
                }));
        return new Summary(places.size(), failures);
    }

    /** A place that is not there is one that is being made, or is erased. */
    private void update(Placement place) throws SQLException {
        Store store = stores.find(place.store())
                .orElseThrow(() -> new SQLException("This deployment does not have its store."));
        TenantTables tables = new TenantTables(store, schema);
        if (place instanceof Placement.Schema own && exists(store, SchemaProvisioner.EXISTS, own.name())) {
            tables.update(store.owner(), own.name());
        }
        if (place instanceof Placement.Database own && exists(store, DatabaseProvisioner.EXISTS, own.name())) {
            TenantDatabases databases = store.databases()
                    .orElseThrow(() -> new SQLException("This store does not have databases of tenants."));
            tables.update(databases.owner().apply(own.name()), DatabaseProvisioner.SCHEMA);
        }
    }

    private static void attempt(String what, List<String> failures, Attempt attempt) {
        try {
            attempt.run();
        } catch (SQLException | RuntimeException e) {
            LOG.error("{} is not up to date", what, e);
            failures.add(what + " is not up to date: " + e.getMessage());
        }
    }

    private static boolean exists(Store store, String query, String name) throws SQLException {
        try (Connection connection = Sql.connect(store.owner())) {
            return Sql.exists(connection, query, name);
        }
    }

    private List<Placement> places() {
        try (Connection connection = Sql.connect(stores.catalogue().owner())) {
            return Sql.list(connection, TENANTS).stream()
                    .map(PlaceMigrations::place)
                    .toList();
        } catch (SQLException e) {
            throw Failures.translate("The catalogue cannot be read", e);
        }
    }

    private static Placement place(String row) {
        List<String> parts = List.of(row.split(" ", 3));
        TenantId tenant = new TenantId(UUID.fromString(parts.get(1)));
        return Placement.of(Isolation.valueOf(parts.get(0)), parts.get(2), tenant);
    }

    private interface Attempt {
        void run() throws SQLException;
    }
}
