package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Ticker;
import io.tenancy.core.store.StoreDirectory;
import io.tenancy.core.store.StoreInfo;
import io.tenancy.persistence.TenantDb.CatalogueSql;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

final class JdbiStoreDirectory implements StoreDirectory {
    /** Counting a million tenants takes a tenth of a second. */
    private static final Duration AGE_OF_COUNTS = Duration.ofSeconds(10);

    private static final String ALL = "all";

    private final CatalogueSql<Sql> db;
    private final Stores stores;
    private final ServedStores served;
    private final Recent<String, Map<String, Long>> counts;

    JdbiStoreDirectory(TenantDb db, Stores stores, ServedStores served, Ticker clock) {
        this.db = db.catalogue(Sql.class);
        this.stores = requireNonNull(stores);
        this.served = requireNonNull(served);
        this.counts = new Recent<>(1, AGE_OF_COUNTS, clock, question -> question);
    }

    @Override
    public List<StoreInfo> all() {
        Set<String> full = db.one(Sql::full);
        return stores.all().stream()
                .map(store -> new StoreInfo(store.name(), store.region(), full.contains(store.name())))
                .toList();
    }

    @Override
    public Map<String, Long> tenants() {
        return counts.get(
                ALL,
                all -> db.one(Sql::tenants).stream()
                        .collect(Collectors.toUnmodifiableMap(Count::store, Count::tenants)));
    }

    @Override
    public boolean isServed(String store) {
        return served.has(store);
    }

    @Override
    public void mark(String store, boolean full) {
        var unused = db.one(sql -> sql.mark(store, full));
    }

    /** How many tenants a store has. */
    record Count(String store, long tenants) {}

    interface Sql {
        @SqlQuery("""
                SELECT name
                FROM catalogue.stores
                WHERE is_full
                """)
        Set<String> full();

        @SqlQuery("""
                SELECT store, count(*) AS tenants
                FROM catalogue.tenants
                GROUP BY store
                """)
        List<Count> tenants();

        @SqlUpdate("""
                INSERT INTO catalogue.stores (name, is_full)
                VALUES (:store, :full)
                ON CONFLICT (name) DO UPDATE
                SET is_full = excluded.is_full
                """)
        int mark(String store, boolean full);
    }
}
