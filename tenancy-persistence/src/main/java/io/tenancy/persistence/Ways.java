package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.tenancy.core.tenant.Placement;
import io.tenancy.core.tenant.TenantScope;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.jspecify.annotations.Nullable;

/** Where the rows of tenants are, and how to get there. */
final class Ways {
    /** A way is a few objects, and is made again where it is not remembered. */
    private static final int MOST = 10_000;

    private final Jdbi catalogue;
    private final Way shared;
    private final Way schemas;
    private final @Nullable LoadingCache<String, Way> databases;

    /** The way to rows: for transactions, and for statements on their own, which bring their binding along. */
    record Way(Jdbi transactions, Jdbi statements) {}

    /**
     * @param app the database of the catalogue, the shared tables and the schemas
     * @param connections those to other databases, where tenants may have one
     */
    Ways(DataSource app, @Nullable TenantConnections connections) {
        this.catalogue = jdbi(app::getConnection, TemplateEngine.NOP);
        this.shared = new Way(catalogue, jdbi(app::getConnection, Binding.TOGETHER));
        this.schemas =
                new Way(jdbi(app::getConnection, Binding.APART), jdbi(app::getConnection, Binding.TOGETHER_IN_SCHEMA));
        this.databases = connections == null
                ? null
                : Caffeine.newBuilder().maximumSize(MOST).build(name -> database(connections.to(name)));
    }

    Jdbi catalogue() {
        return catalogue;
    }

    Way to(TenantScope scope) {
        Placement placement = requireNonNull(scope.placement());
        if (placement instanceof Placement.Shared) {
            return shared;
        }
        if (placement instanceof Placement.Schema) {
            return schemas;
        }
        if (databases != null && placement instanceof Placement.Database own) {
            return databases.get(own.name());
        }
        throw new IllegalStateException("This deployment does not serve tenants in " + placement);
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
