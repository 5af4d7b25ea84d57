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
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
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

    private final DataSource owner;
    private final @Nullable TenantDatabases databases;
    private final TenantTables tables;
    private final String appRole;

    PlaceMigrations(DataSource owner, String appRole, @Nullable TenantDatabases databases) {
        this.owner = requireNonNull(owner);
        this.databases = databases;
        this.tables = new TenantTables(owner, () -> appRole);
        this.appRole = requireNonNull(appRole);
    }

    Summary run() {
        List<String> failures = new ArrayList<>();
        List<Placement> places = places();
        places.forEach(place -> attempt(place.toString(), failures, () -> update(place)));
        TenantDatabases known = databases;
        if (known != null) {
            Template template = new Template(owner, known, tables, () -> appRole);
            attempt("The template of databases", failures, template::renew);
        }
        return new Summary(places.size(), failures);
    }

    /** A place that is not there is one that is being made, or is erased. */
    private void update(Placement place) throws SQLException {
        if (place instanceof Placement.Schema schema && exists(SchemaProvisioner.EXISTS, schema.name())) {
            tables.update(owner, schema.name());
        }
        TenantDatabases known = databases;
        if (known != null
                && place instanceof Placement.Database database
                && exists(DatabaseProvisioner.EXISTS, database.name())) {
            tables.update(known.owner().apply(database.name()), DatabaseProvisioner.SCHEMA);
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

    private boolean exists(String query, String name) throws SQLException {
        try (Connection connection = owner.getConnection()) {
            return Sql.exists(connection, query, name);
        }
    }

    private List<Placement> places() {
        try (Connection connection = owner.getConnection()) {
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
