package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.tenancy.core.TenancyException.Unavailable;
import io.tenancy.core.tenant.Placement;
import io.tenancy.core.tenant.TenantScope;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;

/** Where the rows of tenants are, and how to get there. */
final class Ways {
    /** A way is a few objects, and is made again where it is not remembered. */
    private static final int MOST = 10_000;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private final String home;
    private final Map<String, StoreWays> stores = new HashMap<>();
    private final LoadingCache<Placement.Database, Way> databases;
    private final ServedStores served;

    /** The way to rows: for transactions, and for statements on their own, which bring their binding along. */
    record Way(Jdbi transactions, Jdbi statements) {}

    private record StoreWays(Way shared, Way schemas) {}

    Ways(Stores stores, TenantConnections connections, ServedStores served) {
        this.served = requireNonNull(served);
        this.home = stores.catalogue().name();
        stores.all().forEach(store -> this.stores.put(store.name(), ways(store)));
        this.databases = Caffeine.newBuilder().maximumSize(MOST).build(place -> database(connections.to(place)));
    }

    /** The way to the catalogue, and to the shared tables beside it. */
    Jdbi catalogue() {
        return requireNonNull(stores.get(home)).shared().transactions();
    }

    /** Whether the rows of a tenant are in the catalogue's own database, so that one transaction changes both. */
    boolean areBesideTheCatalogue(TenantScope scope) {
        return !(scope.placement() instanceof Placement.Database)
                && scope.placement().store().equals(home);
    }

    /**
     * @throws Unavailable if this deployment does not have the store of the tenant, or does not serve it now
     */
    Way to(TenantScope scope) {
        Placement placement = scope.placement();
        StoreWays ways = stores.get(placement.store());
        if (ways == null || !served.has(placement.store())) {
            throw unreachable();
        }
        if (placement instanceof Placement.Shared) {
            return ways.shared();
        }
        if (placement instanceof Placement.Schema) {
            return ways.schemas();
        }
        return databases.get((Placement.Database) placement);
    }

    /** The refusal of a tenant whose store this deployment does not have, or does not serve now. */
    static Unavailable unreachable() {
        return new Unavailable(
                "storage.unavailable", "The data cannot be reached at the moment. Try again.", RETRY_AFTER);
    }

    private static StoreWays ways(Store store) {
        ConnectionFactory app = store.app()::getConnection;
        return new StoreWays(
                new Way(jdbi(app, TemplateEngine.NOP), jdbi(app, Binding.TOGETHER)),
                new Way(jdbi(app, Binding.APART), jdbi(app, Binding.TOGETHER_IN_SCHEMA)));
    }

    private static Way database(ConnectionFactory connections) {
        return new Way(jdbi(connections, TemplateEngine.NOP), jdbi(connections, Binding.TOGETHER));
    }

    private static Jdbi jdbi(ConnectionFactory connections, TemplateEngine template) {
        Jdbi jdbi = Rows.register(Jdbi.create(connections));
        jdbi.getConfig(SqlStatements.class).setTemplateEngine(template);
        return jdbi;
    }
}
