package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.platform.WarmPlaces;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Placement;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.persistence.TenantDb.CatalogueSql;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the list of places made beforehand in the catalogue, where the transaction that adds a tenant takes one. */
final class JdbiWarmPlaces implements WarmPlaces {
    private static final Logger LOG = LoggerFactory.getLogger(JdbiWarmPlaces.class);

    /** A place that is not ready after so long was left by a crash. */
    private static final Duration ABANDONED = Duration.ofMinutes(10);

    private final CatalogueSql<Sql> db;
    private final StoreProvisioner provisioner;
    private final List<String> stores;
    private final int shipped;
    private final Wishes wishes;

    /** What is wanted, and where the ids and times of it come from. */
    record Wishes(WarmUp wanted, Supplier<UUID> ids, InstantSource clock) {
        Wishes {
            requireNonNull(wanted);
            requireNonNull(ids);
            requireNonNull(clock);
        }
    }

    /**
     * @param shipped how many changes the tables of a tenant have in this release
     */
    JdbiWarmPlaces(TenantDb db, StoreProvisioner provisioner, Stores stores, int shipped, Wishes wishes) {
        this.db = db.catalogue(Sql.class);
        this.provisioner = requireNonNull(provisioner);
        this.stores = stores.all().stream().map(Store::name).toList();
        this.shipped = shipped;
        this.wishes = requireNonNull(wishes);
    }

    @Override
    public Optional<TenantId> take(Isolation isolation, String store) {
        return isolation == Isolation.SHARED
                ? Optional.empty()
                : db.one(sql -> sql.take(isolation, store, shipped)).map(TenantId::new);
    }

    @Override
    public int refill() {
        int changed = clear();
        for (String store : stores) {
            changed += fill(Isolation.SCHEMA, store) + fill(Isolation.DATABASE, store);
        }
        return changed;
    }

    /** A place that cannot be made is left for {@link #clear}, and what is missing for the next time. */
    private int fill(Isolation isolation, String store) {
        int made = 0;
        try {
            while (made < wishes.wanted().of(isolation) && make(isolation, store)) {
                made++;
            }
        } catch (RuntimeException e) {
            LOG.warn("No place could be made beforehand in the store {}: {}", store, e.toString());
        }
        return made;
    }

    private boolean make(Isolation isolation, String store) {
        UUID id = wishes.ids().get();
        Instant now = wishes.clock().instant();
        int wanted = wishes.wanted().of(isolation);
        if (db.one(sql -> sql.begin(id, isolation, store, shipped, now, wanted)) == 0) {
            return false;
        }
        TenantId tenant = new TenantId(id);
        Placement place = Placement.of(isolation, store, tenant);
        provisioner.prepareWarm(tenant, place);
        boolean ready = db.one(sql -> sql.finish(id)) == 1;
        if (!ready) {
            provisioner.erase(tenant, place); // it took so long that another node has given it up, and may be through
        }
        return ready;
    }

    private int clear() {
        Instant before = wishes.clock().instant().minus(ABANDONED);
        int erased = 0;
        for (Useless place : db.one(sql -> sql.withdraw(shipped, before))) {
            try {
                TenantId tenant = new TenantId(place.tenantId());
                provisioner.erase(tenant, Placement.of(place.isolation(), place.store(), tenant));
                erased += db.one(sql -> sql.remove(place.tenantId()));
            } catch (RuntimeException e) {
                LOG.warn("The unused place {} could not be erased: {}", place, e.toString());
            }
        }
        return erased;
    }

    /** A place that nobody can take any more. */
    record Useless(UUID tenantId, Isolation isolation, String store) {}

    interface Sql {
        @SqlQuery("""
                DELETE FROM catalogue.warm_places
                WHERE tenant_id = (SELECT w.tenant_id
                                   FROM catalogue.warm_places w
                                   WHERE w.isolation = :isolation AND w.store = :store AND w.is_ready
                                     AND w.tables_version = :shipped
                                   ORDER BY w.tenant_id
                                   LIMIT 1
                                   FOR UPDATE SKIP LOCKED)
                RETURNING tenant_id
                """)
        Optional<UUID> take(Isolation isolation, String store, int shipped);

        /** Two nodes at the same time may begin one place too many; it is used later. */
        @SqlUpdate("""
                INSERT INTO catalogue.warm_places (tenant_id, isolation, store, tables_version, began_at, is_ready)
                SELECT :id, :isolation, :store, :shipped, :now, false
                WHERE (SELECT count(*)
                       FROM catalogue.warm_places
                       WHERE isolation = :isolation AND store = :store AND tables_version = :shipped) < :wanted
                """)
        int begin(UUID id, Isolation isolation, String store, int shipped, Instant now, int wanted);

        @SqlUpdate("""
                UPDATE catalogue.warm_places
                SET is_ready = true
                WHERE tenant_id = :id AND tables_version > 0
                """)
        int finish(UUID id);

        /** Whoever still makes one of them finds it withdrawn: no place has so few changes. */
        @SqlQuery("""
                UPDATE catalogue.warm_places
                SET is_ready = false, tables_version = 0
                WHERE tables_version < :shipped OR NOT is_ready AND began_at < :before
                RETURNING tenant_id, isolation, store
                """)
        List<Useless> withdraw(int shipped, Instant before);

        @SqlUpdate("""
                DELETE FROM catalogue.warm_places
                WHERE tenant_id = :id AND NOT is_ready
                """)
        int remove(UUID id);
    }
}
