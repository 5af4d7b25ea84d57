package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Unavailable;
import io.tenancy.core.tenant.Placement;
import io.tenancy.core.tenant.TenantScope;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;

/** Where the rows of tenants are, and how to get there. */
final class Ways {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(30);

    private final String home;
    private final Map<String, StoreWays> stores = new HashMap<>();
    private final ByKey<Placement.Database> databases;
    private final ServedStores served;
    private final Direct catalogue;

    /** The way to rows. */
    interface Way {
        /** Opens a connection for a transaction. */
        Handle toTransaction();

        /** Opens one for a statement on its own, which brings its binding along. */
        Handle toStatement();

        /** The connections themselves, for statements that bring all along. */
        ConnectionFactory connections();
    }

    private record Direct(ConnectionFactory connections, Jdbi transactions, Jdbi statements) implements Way {
        @Override
        public Handle toTransaction() {
            return transactions.open();
        }

        @Override
        public Handle toStatement() {
            return statements.open();
        }
    }

    private record StoreWays(Direct shared, ByKey<Optional<String>> schemas) {}

    /** The ways to all keys go by the same two, because each Jdbi learns every statement and record anew. */
    private record ByKey<K>(Lender<K> lender, Wanted<K> wanted, Jdbi transactions, Jdbi statements) {
        static <K> ByKey<K> of(Lender<K> lender, TemplateEngine transactions, TemplateEngine statements) {
            Wanted<K> wanted = new Wanted<>(lender);
            return new ByKey<>(lender, wanted, jdbi(wanted, transactions), jdbi(wanted, statements));
        }

        Way to(K key) {
            return new Way() {
                @Override
                public Handle toTransaction() {
                    return wanted.open(key, transactions);
                }

                @Override
                public Handle toStatement() {
                    return wanted.open(key, statements);
                }

                @Override
                public ConnectionFactory connections() {
                    return lender.to(key);
                }
            };
        }
    }

    Ways(Stores stores, TenantConnections connections, ServedStores served) {
        this.served = requireNonNull(served);
        this.home = stores.catalogue().name();
        stores.all().forEach(store -> this.stores.put(store.name(), ways(store)));
        this.databases = ByKey.of(connections, TemplateEngine.NOP, Binding.TOGETHER);
        Direct beside = requireNonNull(this.stores.get(home)).shared();
        this.catalogue = new Direct(beside.connections(), beside.transactions(), beside.transactions());
    }

    /** The way to the catalogue, and to the shared tables beside it. */
    Jdbi catalogue() {
        return catalogue.transactions();
    }

    /** The way to the catalogue alone. */
    Way toCatalogue() {
        return catalogue;
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
        if (placement instanceof Placement.Schema own) {
            return ways.schemas().to(Optional.of(own.name()));
        }
        return databases.to((Placement.Database) placement);
    }

    /** The refusal of a tenant whose store this deployment does not have, or does not serve now. */
    static Unavailable unreachable() {
        return new Unavailable(
                "storage.unavailable", "The data cannot be reached at the moment. Try again.", RETRY_AFTER);
    }

    private static StoreWays ways(Store store) {
        Lender<Optional<String>> app = Lender.of(store.app());
        ConnectionFactory any = app.to(Optional.empty());
        return new StoreWays(
                new Direct(any, jdbi(any, TemplateEngine.NOP), jdbi(any, Binding.TOGETHER_IN_SHARED)),
                ByKey.of(app, Binding.IN_SCHEMA, Binding.TOGETHER_IN_SCHEMA));
    }

    private static Jdbi jdbi(ConnectionFactory connections, TemplateEngine template) {
        Jdbi jdbi = Rows.register(Jdbi.create(connections));
        jdbi.getConfig(SqlStatements.class).setTemplateEngine(template);
        return jdbi;
    }
}
