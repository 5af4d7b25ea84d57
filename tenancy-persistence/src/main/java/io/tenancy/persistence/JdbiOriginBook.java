package io.tenancy.persistence;

import com.github.benmanes.caffeine.cache.Ticker;
import io.tenancy.core.setting.Origin;
import io.tenancy.core.setting.OriginBook;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.persistence.TenantDb.CatalogueSql;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/**
 * What tenants have listed. The set of all listed origins is remembered as a whole, for as long as a node may be behind: to a
 * stranger who names an origin that nobody has listed, it is the answer, whatever he names. What is remembered is keyed by
 * nothing that a client has sent, but for origins that somebody has listed.
 *
 * <p>Of more listed origins than {@code most} the set is not remembered as a whole; then each is asked about by itself.
 */
final class JdbiOriginBook implements OriginBook {
    /** Some 100 bytes each; a tenant lists twenty at most. */
    static final int MOST = 50_000;

    private static final int MOST_TENANTS = 10_000;

    private final CatalogueSql<Sql> db;
    private final int most;
    private final Recent<Everybody, Set<Origin>> listed;
    private final Recent<Origin, Boolean> beyond;
    private final Recent<TenantId, Set<Origin>> byTenant;

    /** The one question about all tenants. */
    private enum Everybody {
        LISTED
    }

    JdbiOriginBook(TenantDb db, Duration staleness, Ticker clock) {
        this(db, staleness, clock, MOST);
    }

    JdbiOriginBook(TenantDb db, Duration staleness, Ticker clock, int most) {
        this.db = db.catalogue(Sql.class);
        this.most = most;
        this.listed = new Recent<>(1, staleness, clock, everybody -> everybody);
        this.beyond = new Recent<>(MOST_TENANTS, staleness, clock, origin -> origin);
        this.byTenant = new Recent<>(MOST_TENANTS, staleness, clock, tenant -> tenant);
    }

    @Override
    public Optional<Listed> find(TenantId tenant) {
        List<Row> rows = db.one(sql -> sql.find(tenant));
        return rows.stream()
                .findAny()
                .map(any -> new Listed(
                        rows.stream()
                                .map(row -> new Origin(row.origin()))
                                .collect(Collectors.toCollection(TreeSet::new)),
                        any.setAt()));
    }

    @Override
    public void put(TenantId tenant, Listed listed) {
        List<String> origins = listed.origins().stream().map(Origin::text).toList();
        var unused = db.one(sql -> sql.put(tenant, origins.toArray(String[]::new), listed.at()));
        forget(tenant);
    }

    @Override
    public boolean remove(TenantId tenant) {
        boolean isRemoved = db.one(sql -> sql.remove(tenant)) > 0;
        forget(tenant);
        return isRemoved;
    }

    @Override
    public boolean isListed(Origin origin) {
        Set<Origin> all = listed.get(Everybody.LISTED, everybody -> origins(db.one(sql -> sql.listed(most + 1))));
        return all.contains(origin)
                || (all.size() > most && beyond.get(origin, asked -> db.one(sql -> sql.isListed(asked.text()))));
    }

    @Override
    public boolean isListed(Origin origin, TenantId tenant) {
        return isListed(origin)
                && byTenant.get(tenant, asked -> origins(db.one(sql -> sql.listedBy(asked))))
                        .contains(origin);
    }

    private static Set<Origin> origins(Set<String> texts) {
        return texts.stream().map(Origin::new).collect(Collectors.toUnmodifiableSet());
    }

    private void forget(TenantId tenant) {
        byTenant.changed(tenant);
        listed.allChanged();
        beyond.allChanged();
    }

    /** A row; public, so that JDBI may make it. */
    public record Row(String origin, Instant setAt) {}

    interface Sql {
        @SqlQuery("""
                SELECT origin, set_at
                FROM catalogue.origins
                WHERE tenant_id = :tenant
                """)
        List<Row> find(TenantId tenant);

        /** One statement, so that there is no moment without the origins that stay. */
        @SqlUpdate("""
                WITH gone AS (
                    DELETE FROM catalogue.origins
                    WHERE tenant_id = :tenant AND origin <> ALL (:origins)
                )
                INSERT INTO catalogue.origins (origin, tenant_id, set_at)
                SELECT origin, :tenant, :at
                FROM unnest(:origins) AS listed (origin)
                ON CONFLICT (origin, tenant_id) DO UPDATE SET set_at = excluded.set_at
                """)
        int put(TenantId tenant, String[] origins, Instant at);

        @SqlUpdate("""
                DELETE FROM catalogue.origins
                WHERE tenant_id = :tenant
                """)
        int remove(TenantId tenant);

        @SqlQuery("""
                SELECT DISTINCT origin
                FROM catalogue.origins
                LIMIT :most
                """)
        Set<String> listed(int most);

        @SqlQuery("""
                SELECT EXISTS (SELECT FROM catalogue.origins WHERE origin = :origin)
                """)
        boolean isListed(String origin);

        @SqlQuery("""
                SELECT origin
                FROM catalogue.origins
                WHERE tenant_id = :tenant
                """)
        Set<String> listedBy(TenantId tenant);
    }
}
