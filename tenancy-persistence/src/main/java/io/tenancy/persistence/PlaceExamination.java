package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import io.tenancy.persistence.Doctor.Depth;
import io.tenancy.persistence.Residents.Resident;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.JdbiException;

/** Compares the tenants that the catalogue has in a store with the schemas and databases that are there. */
final class PlaceExamination {
    private static final String SCHEMAS = "SELECT nspname FROM pg_namespace WHERE nspname ~ '^t_[a-z2-7]{26}$'";

    private static final String DATABASES = "SELECT datname FROM pg_database WHERE datname ~ '^t_[a-z2-7]{26}$'";

    /** Another deployment on the same server is expected to have another owner. */
    private static final String OWN_DATABASES = DATABASES + """
             AND pg_get_userbyid(datdba) = current_user
            """;

    private static final String SCHEMA = "SELECT 1 FROM pg_namespace WHERE nspname = ?";

    private static final String DATABASE = "SELECT 1 FROM pg_database WHERE datname = ?";

    private static final String IS_CLOSED = "SELECT 1 FROM pg_database WHERE datname = ? AND NOT datallowconn";

    private final Store store;
    private final TenantSchema tables;
    private final Set<String> schemas;
    private final Function<Exception, String> reason;

    PlaceExamination(Store store, TenantSchema tables, Set<String> schemas) {
        this(store, tables, schemas, failure -> String.valueOf(failure.getMessage()));
    }

    /**
     * Who tells by something else why a database cannot be looked at than by what PostgreSQL and the driver say.
     *
     * @param schemas further ones whose tables are looked at
     */
    PlaceExamination(Store store, TenantSchema tables, Set<String> schemas, Function<Exception, String> reason) {
        this.reason = requireNonNull(reason);
        this.store = requireNonNull(store);
        this.tables = requireNonNull(tables);
        this.schemas = Set.copyOf(schemas);
    }

    /**
     * Looks at the places of the store's tenants, and for those of nobody.
     *
     * @param everybody asks the catalogue for the tenants of all stores, as they are after the places were looked at: a
     *     server may have databases of several stores, and a tenant is in the catalogue before its place is there
     */
    List<Finding> look(List<Resident> residents, Supplier<Residents> everybody) {
        List<Finding> findings = new ArrayList<>();
        try (Connection connection = store.owner().getConnection()) {
            Set<String> schemas = new HashSet<>(Sql.list(connection, SCHEMAS));
            Set<String> databases = new HashSet<>(Sql.list(connection, DATABASES));
            Set<String> own = new TreeSet<>(Sql.list(connection, OWN_DATABASES));
            Set<String> taken = new HashSet<>(everybody.get().names());
            residents.forEach(resident -> taken.add(resident.name()));
            findings.addAll(schemas(connection, places(residents, false), schemas));
            findings.addAll(databases(connection, places(residents, true), databases));
            findings.addAll(orphans(Check.ORPHAN_SCHEMA, "schema", new TreeSet<>(schemas), taken, " CASCADE"));
            findings.addAll(orphans(Check.ORPHAN_DATABASE, "database", own, taken, " WITH (FORCE)"));
            findings.addAll(templates());
        } catch (SQLException e) {
            throw Failures.translate("The places of tenants in " + store.name() + " cannot be looked at", e);
        }
        return findings;
    }

    /** Looks at the place of one tenant, and at no other. */
    List<Finding> look(Resident resident) {
        List<Resident> one = List.of(resident);
        try (Connection connection = store.owner().getConnection()) {
            boolean isThere = Sql.exists(connection, resident.isDatabase() ? DATABASE : SCHEMA, resident.name());
            Set<String> there = isThere ? Set.of(resident.name()) : Set.of();
            return resident.isDatabase() ? databases(connection, one, there) : schemas(connection, one, there);
        } catch (SQLException e) {
            throw Failures.translate("The place of a tenant in " + store.name() + " cannot be looked at", e);
        }
    }

    private static List<Resident> places(List<Resident> residents, boolean databases) {
        return residents.stream()
                .filter(resident -> resident.isDatabase() == databases)
                .toList();
    }

    private List<Finding> schemas(Connection connection, List<Resident> residents, Set<String> there)
            throws SQLException {
        List<Finding> findings = new ArrayList<>();
        for (Resident resident : residents) {
            if (resident.isSettled()) {
                findings.addAll(
                        there.contains(resident.name())
                                ? unmigrated("schema", resident.name(), lacking(connection, resident.name()))
                                : List.of(missing("schema", resident)));
            }
        }
        return findings;
    }

    private List<Finding> databases(Connection connection, List<Resident> residents, Set<String> there)
            throws SQLException {
        List<Finding> findings = new ArrayList<>();
        for (Resident resident : residents) {
            if (resident.isSettled()) {
                findings.addAll(
                        there.contains(resident.name())
                                ? database(connection, resident.name())
                                : List.of(missing("database", resident)));
            }
        }
        return findings;
    }

    private List<Finding> orphans(Check check, String kind, Set<String> there, Set<String> taken, String how) {
        return there.stream()
                .filter(name -> !taken.contains(name))
                .map(name -> orphan(check, kind, name, how))
                .toList();
    }

    private List<Finding> database(Connection server, String name) throws SQLException {
        if (store.databases().isEmpty()) {
            return List.of(unreachable(name, "This store is not given the ways to databases of tenants.", ""));
        }
        TenantDatabases ways = store.databases().get();
        try {
            List<Finding> findings = new ArrayList<>(inDatabase(ways, name));
            try (Connection connection = ways.owner().apply(name).getConnection()) {
                findings.addAll(unmigrated("database", name, lacking(connection, DatabaseProvisioner.SCHEMA)));
            }
            return findings;
        } catch (JdbiException | SQLException e) {
            boolean closed = Sql.exists(server, IS_CLOSED, name);
            return List.of(unreachable(
                    name,
                    reason.apply(e),
                    closed ? "ALTER DATABASE " + Sql.name(name) + " ALLOW_CONNECTIONS true;" : ""));
        }
    }

    private List<Finding> inDatabase(TenantDatabases ways, String name) {
        String place = store.name() + "/" + name;
        List<Finding> findings =
                new ArrayList<>(StoreExamination.jdbi(ways.owner().apply(name))
                        .withHandle(handle -> Question.ask(
                                Questions.OF_DATABASES.stream(),
                                handle,
                                place,
                                store.appRole(),
                                new Extent(Depth.FULL, schemas))));
        DataSource app = ways.app().apply(name);
        findings.addAll(
                StoreExamination.jdbi(app).withHandle(handle -> new SessionExamination(handle, place).settings()));
        return findings;
    }

    /** How many changes of this release the table of changes does not name. */
    private int lacking(Connection connection, String schema) throws SQLException {
        Set<String> changes = new HashSet<>(tables.changelog().names());
        String log = Sql.name(schema) + ".databasechangelog";
        if (Sql.exists(connection, "SELECT 1 WHERE to_regclass(?) IS NOT NULL", log)) {
            TenantTables.changes(connection, schema).forEach(changes::remove);
        }
        return changes.size();
    }

    private List<Finding> templates() throws SQLException {
        if (store.databases().isEmpty()) {
            return List.of();
        }
        Template template = new Template(store, store.databases().get(), new TenantTables(store, tables));
        return template.others().stream()
                .map(name -> new Finding(
                        Check.ORPHAN_TEMPLATE,
                        store.name(),
                        name,
                        "The template " + name + " is of another release.",
                        "DROP DATABASE " + Sql.name(name) + " WITH (FORCE);"))
                .toList();
    }

    private List<Finding> unmigrated(String kind, String name, int lacking) {
        return lacking == 0
                ? List.of()
                : List.of(new Finding(
                        Check.TENANT_UNMIGRATED,
                        store.name(),
                        name,
                        "The " + kind + " " + name + " lacks changes of this release: " + lacking + ".",
                        ""));
    }

    private Finding missing(String kind, Resident resident) {
        return new Finding(
                Check.TENANT_PLACE_MISSING,
                store.name(),
                resident.name(),
                "The " + kind + " " + resident.name() + " of the tenant "
                        + resident.tenant().value() + " is not there.",
                "");
    }

    private Finding unreachable(String name, String reason, String remedy) {
        return new Finding(
                Check.TENANT_UNREACHABLE,
                store.name(),
                name,
                "The database " + name + " cannot be looked at: " + reason,
                remedy);
    }

    private Finding orphan(Check check, String kind, String name, String how) {
        String drop = "DROP " + kind.toUpperCase(Locale.ROOT) + " " + Sql.name(name) + how + ";";
        return new Finding(
                check,
                store.name(),
                name,
                "The " + kind + " " + name + " belongs to no tenant of the catalogue.",
                drop);
    }
}
