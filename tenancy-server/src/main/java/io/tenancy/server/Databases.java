package io.tenancy.server;

import static java.util.Objects.requireNonNull;

import io.dropwizard.db.DataSourceFactory;
import io.dropwizard.lifecycle.Managed;
import io.tenancy.persistence.ChangeListener;
import io.tenancy.persistence.ConnectionBudget;
import io.tenancy.persistence.Doctor;
import io.tenancy.persistence.Doctor.Depth;
import io.tenancy.persistence.Finding;
import io.tenancy.persistence.FleetMigration;
import io.tenancy.persistence.FleetOptions;
import io.tenancy.persistence.FleetProgress;
import io.tenancy.persistence.FleetSummary;
import io.tenancy.persistence.Migrations;
import io.tenancy.persistence.Persistence;
import io.tenancy.persistence.Stores;
import io.tenancy.persistence.TenantSchema;
import io.tenancy.persistence.TimeLimits;
import io.tenancy.server.config.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections to every store. The store of the catalogue has to be there; each of the others is served from the moment
 * that it was looked at and found good, until it is found otherwise.
 */
public final class Databases implements Managed, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Databases.class);

    /** How long a node may believe what it has read of a tenant or a session; the promise is 2 s. */
    private static final java.time.Duration STALENESS = java.time.Duration.ofMillis(1_500);

    /** How long a look at a store waits for each answer. */
    private static final int LOOK_SECONDS = 10;

    private static final List<String> NOT_MIGRATED =
            List.of("The tables are not those of this version. Run the command: db migrate config.yml");

    private static final int FOREVER = 0;
    private static final int ATTEMPTS = 2;

    private final Map<String, StorePools> pools = new LinkedHashMap<>();
    private final StorePools main;
    private final boolean migrates;
    private final Database.Patience patience;
    private final TenantSchema schema;
    private final Persistence persistence;
    private final Set<String> migrated = ConcurrentHashMap.newKeySet();
    private final Set<String> limited = ConcurrentHashMap.newKeySet();
    private final List<ChangeListener> listeners = new ArrayList<>();

    /** The databases of a deployment whose tenants have Tenancy's own tables alone. */
    public Databases(Database settings) {
        this(settings, TenantSchema.standard());
    }

    public Databases(Database settings, TenantSchema schema) {
        this.schema = requireNonNull(schema);
        settings.stores().forEach(store -> pools.put(store.name(), new StorePools(store)));
        this.main = requireNonNull(pools.get(settings.main().name()));
        this.migrates = settings.migrateOnStart();
        this.patience = settings.patience();
        this.persistence = Persistence.on(
                all(),
                schema,
                new ConnectionBudget(settings.tenantPoolMax(), settings.tenantPoolEach(), StorePools.PATIENCE),
                STALENESS);
        settings.others().forEach(store -> persistence.serve(store.name(), false));
        pools.forEach((name, store) -> listeners.add(persistence.listener(name, store.listening())));
    }

    /** What it takes to connect to the catalogue as the owner. */
    public static DataSourceFactory owner(Database settings) {
        return StorePools.owner(settings.main());
    }

    public Persistence persistence() {
        return persistence;
    }

    /** The pools of every store, as they are used now. */
    public Stream<PoolUse> use() {
        return pools.values().stream().flatMap(StorePools::use);
    }

    /** What hears of changes by other nodes, in each store. */
    public List<ChangeListener> listeners() {
        return List.copyOf(listeners);
    }

    /** The names of all stores, that of the catalogue first. */
    public List<String> stores() {
        return List.copyOf(pools.keySet());
    }

    /**
     * Waits for the database of the catalogue where it is not up yet, as when both start at the same time; whoever comes next
     * says what is wrong if it does not come up. What time does not mend, as a wrong password, is not waited for.
     */
    public void await() {
        Arrival.await(() -> requireReachable(main.direct(LOOK_SECONDS).app(), "TENANCY_DB_APP_USER"), patience.start());
    }

    /** Lets the server of the catalogue's database end what takes too long; those of other stores when they are looked at. */
    public void limit() {
        limit(main);
    }

    private void limit(StorePools store) {
        try {
            limits().giveTo(store.listening());
        } catch (IllegalStateException e) {
            LOG.warn(
                    "The database of {} ends nothing that takes too long.",
                    store.store().name(),
                    e);
        }
    }

    private TimeLimits limits() {
        return new TimeLimits(patience.statement(), patience.lock(), patience.idle());
    }

    /**
     * Brings the catalogue and the shared tables beside it to the state that this version needs; harmless where they are
     * there already. The shared tables of other stores follow when each is looked at, the own tables of tenants are left
     * to {@link #fleet}.
     *
     * @throws Refusal if that is not possible; nothing is changed then
     */
    public void migrate() {
        requireReachable(main.owner(), "TENANCY_DB_OWNER_USER");
        try {
            Migrations.shared(Stores.of(main.store()), schema);
        } catch (IllegalStateException e) {
            throw new Refusal(String.valueOf(e.getMessage()), e);
        }
    }

    /** The same for every store. Says which others could not be brought along; their tenants are passed by. */
    public List<String> migrateAll() {
        migrate();
        List<String> failures = new ArrayList<>();
        for (StorePools other : others()) {
            try {
                Migrations.store(main.direct(FOREVER), other.direct(FOREVER), schema);
            } catch (IllegalStateException e) {
                failures.add(String.valueOf(e.getMessage()));
            }
        }
        return failures;
    }

    /** What brings the own tables of tenants to this version, in every store that can be reached. */
    public FleetMigration fleet(FleetOptions options, FleetProgress progress) {
        return new FleetMigration(all(), schema, options, progress);
    }

    /**
     * Brings the own tables of tenants to this version.
     *
     * @throws Refusal if the catalogue does not have the tables of this version itself
     */
    public FleetSummary migrateTenants(FleetOptions options, FleetProgress progress) {
        requireReachable(main.owner(), "TENANCY_DB_OWNER_USER");
        try {
            return fleet(options, progress).run();
        } catch (IllegalStateException e) {
            throw new Refusal(String.valueOf(e.getMessage()), e);
        }
    }

    private Stores all() {
        return Stores.of(main.store(), others().stream().map(StorePools::store).toList());
    }

    /**
     * Makes sure that the database of the catalogue is there, is migrated, and keeps tenants apart.
     *
     * @throws Refusal if it does not; the message says why
     */
    public void requireSafe() {
        requireReachable(main.app(), "TENANCY_DB_APP_USER");
        refuse(dangers());
    }

    /**
     * Makes sure of the same, and logs what is no danger there, but better mended. One look tells both.
     *
     * @throws Refusal if it is not safe to serve from
     */
    public void requireSafeAndWarn() {
        requireReachable(main.app(), "TENANCY_DB_APP_USER");
        refuse(isMigrated() ? List.of() : NOT_MIGRATED);
        List<Finding> findings =
                new Doctor(Stores.of(main.store()), schema, InstantSource.system()).examine(Depth.QUICK);
        refuse(findings.stream()
                .filter(Finding::isDanger)
                .map(Finding::sentences)
                .toList());
        findings.stream()
                .filter(finding -> !finding.isDanger())
                .forEach(finding -> LOG.warn("{}: {}", finding.check().id(), finding.problem()));
    }

    private static void refuse(List<String> dangers) {
        if (!dangers.isEmpty()) {
            throw Refusal.listing("Tenancy does not serve from this database:", dangers);
        }
    }

    /**
     * Makes sure of the same, and looks at every other store, to serve those that are good.
     *
     * @throws Refusal if the catalogue is not safe to serve from
     */
    public void requireSafeAndLook() {
        requireSafe();
        stores().forEach(this::look);
    }

    /** Makes sure that the database of the catalogue is there, as {@link #requireSafe} does. */
    public void requireReachable() {
        requireReachable(main.app(), "TENANCY_DB_APP_USER");
        requireReachable(main.owner(), "TENANCY_DB_OWNER_USER");
    }

    /** Who looks at all stores. */
    public Doctor doctor() {
        return new Doctor(all(), schema, InstantSource.system());
    }

    public boolean isMigrated() {
        return Migrations.isCurrent(main.app(), schema);
    }

    /** What keeps the catalogue's database from being served, in sentences; empty where nothing does. */
    public List<String> dangers() {
        if (!isMigrated()) {
            return NOT_MIGRATED;
        }
        return persistence.dangers();
    }

    /**
     * Looks at a store, and serves it from now on or no longer; that of the catalogue is served in any case. Says what is
     * wrong, in sentences.
     */
    public List<String> look(String name) {
        StorePools store = requireNonNull(pools.get(name), "There is no such store.");
        if (store == main) {
            return problems(main);
        }
        List<String> problems = problems(store);
        if (problems.isEmpty()) {
            problems = dangers(name, store);
        }
        persistence.serve(name, problems.isEmpty());
        return problems;
    }

    /** Tries it twice, so that a server which was started anew is not given up. */
    private static List<String> problems(StorePools store) {
        boolean reached = IntStream.range(0, ATTEMPTS).anyMatch(attempt -> isReachable(store));
        return reached ? List.of() : List.of("It cannot be reached.");
    }

    private static boolean isReachable(StorePools store) {
        try (Connection connection = store.direct(LOOK_SECONDS).app().getConnection()) {
            return connection.isValid(LOOK_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }

    private List<String> dangers(String name, StorePools store) {
        try {
            Optional<String> other = persistence.otherDatabase(store.direct(LOOK_SECONDS));
            if (other.isPresent()) {
                return List.of(other.get());
            }
            if (limited.add(name)) {
                limit(store);
            }
            if (migrates && !migrated.contains(name)) {
                Migrations.store(main.direct(FOREVER), store.direct(FOREVER), schema);
                migrated.add(name);
            }
            return Persistence.dangers(store.direct(LOOK_SECONDS), schema);
        } catch (RuntimeException e) {
            return List.of("It cannot be looked at: " + e.getMessage());
        }
    }

    private List<StorePools> others() {
        return pools.values().stream().filter(store -> store != main).toList();
    }

    @Override
    public void start() throws Exception {
        for (StorePools store : pools.values()) {
            store.start();
        }
        listeners.forEach(ChangeListener::start);
    }

    @Override
    public void stop() throws Exception {
        listeners.forEach(ChangeListener::close);
        persistence.close();
        for (StorePools store : pools.values()) {
            store.stop();
        }
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (Exception e) {
            throw new IllegalStateException("The pools of connections do not close.", e);
        }
    }

    private static void requireReachable(DataSource source, String variable) {
        try (Connection connection = source.getConnection()) {
            connection.isValid(5);
        } catch (SQLException e) {
            throw new Refusal(
                    "The database of TENANCY_DB_URL cannot be reached as the user of " + variable + ": "
                            + e.getMessage(),
                    e);
        }
    }
}
