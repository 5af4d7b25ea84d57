package io.tenancy.server.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The PostgreSQL databases that tenants live in.
 *
 * @param main the store that has the catalogue
 * @param tenantPoolMax the most connections of one node to the databases that tenants have of their own, all together
 * @param tenantPoolEach the most of them to one database
 * @param patience how long the database is waited for
 */
public record Database(
        StoreSettings main,
        List<StoreSettings> others,
        int tenantPoolMax,
        int tenantPoolEach,
        boolean migrateOnStart,
        Patience patience) {
    private static final String NONE = "none";

    /**
     * For how long whom is waited for. Zero stands for no limit, but of the start, which then does not wait.
     *
     * @param start for a database that is not up yet when the server starts
     * @param statement for one statement of the role that serves
     * @param lock for one lock
     * @param idle for the next statement of a transaction that does nothing
     */
    public record Patience(Duration start, Duration statement, Duration lock, Duration idle) {
        public Patience {
            requireNonNull(start);
            requireNonNull(statement);
            requireNonNull(lock);
            requireNonNull(idle);
        }

        private static Patience read(Given given) {
            return new Patience(
                    given.duration("dbStartWait", Duration.ZERO, Duration.ofHours(1)),
                    given.duration("dbStatementTimeout", Duration.ZERO, MOST),
                    given.duration("dbLockTimeout", Duration.ZERO, MOST),
                    given.duration("dbIdleTransactionTimeout", Duration.ZERO, MOST));
        }
    }

    /** A connection is given up after a minute without an answer, so that a longer limit would never be met. */
    private static final Duration MOST = Duration.ofSeconds(55);

    public Database {
        requireNonNull(main);
        requireNonNull(patience);
        others = List.copyOf(others);
    }

    static Database read(Given given) {
        StoreSettings main = StoreSettings.read(given, StoreSettings.MAIN);
        List<StoreSettings> others = names(given).stream()
                .map(name -> StoreSettings.readFurther(given.store(name), name, main.region()))
                .toList();
        given.refuseOtherStores();
        Database database = new Database(
                main,
                others,
                given.number("dbTenantPoolMax", 1, 500),
                given.number("dbTenantPoolEach", 1, 500),
                given.flag("migrateOnStart"),
                Patience.read(given));
        database.twin()
                .ifPresent(twin -> given.store(twin.name()).problem("dbUrl", "is the database of another store"));
        return database;
    }

    /** Every store, that of the catalogue first. */
    public Stream<StoreSettings> stores() {
        return Stream.concat(Stream.of(main), others.stream());
    }

    /** The same for a process that changes no table. */
    public Database asItIs() {
        return new Database(main, others, tenantPoolMax, tenantPoolEach, false, patience);
    }

    private Optional<StoreSettings> twin() {
        return others.stream()
                .filter(one -> stores().anyMatch(other -> !other.name().equals(one.name()) && one.isThatOf(other)))
                .findFirst();
    }

    private static List<String> names(Given given) {
        String all = given.text("stores");
        List<String> names = new ArrayList<>();
        for (String name : all.equals(NONE) ? new String[0] : all.split("[,\\s]+")) {
            if (!name.matches("[a-z][a-z0-9-]{0,39}") || name.equals(StoreSettings.MAIN) || name.equals(NONE)) {
                given.problem("stores", "has a name that is not of a-z, 0-9 and -, or is reserved");
            } else if (names.contains(name)) {
                given.problem("stores", "has a name twice");
            } else {
                names.add(name);
            }
        }
        return names;
    }
}
