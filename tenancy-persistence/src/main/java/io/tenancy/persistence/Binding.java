package io.tenancy.persistence;

import io.tenancy.core.tenant.Placement;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.qualifier.QualifiedType;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;
import org.jdbi.v3.core.statement.TemplateEngine;

/**
 * Tells PostgreSQL for which tenant a statement or a transaction runs, and in which schema where the tenant has its own.
 * The settings are local to the transaction, so that they end with it also behind a pooler; nothing is ever set on the
 * session.
 */
final class Binding implements StatementCustomizer {
    private static final String TENANT = "bound_tenant";
    private static final String SCHEMA = "bound_schema";
    private static final String BIND = "SELECT set_config('tenancy.tenant_id', :" + TENANT + ", true)";
    private static final String BIND_IN_SCHEMA = BIND + ", set_config('search_path', :" + SCHEMA + ", true)";
    private static final QualifiedType<String> TEXT = QualifiedType.of(String.class);

    /**
     * Puts the setting in front of a statement. The driver sends both in one message with one Sync at its end, which
     * PostgreSQL runs as one implicit transaction: one round trip, and nothing to clean up when it fails.
     */
    static final TemplateEngine.Parsing TOGETHER = (statement, config) -> {
        String bound = BIND + ";\n" + statement;
        return Optional.of(context -> bound);
    };

    /** The same with the schema. PostgreSQL looks at the statement after it has run the settings. */
    static final TemplateEngine.Parsing TOGETHER_IN_SCHEMA = (statement, config) -> {
        String bound = BIND_IN_SCHEMA + ";\n" + statement;
        return Optional.of(context -> bound);
    };

    /**
     * Makes a statement another one to the driver. The plans that a connection keeps are for one search path, and are
     * made anew for each other one: those of the shared tables are kept apart, so that they are not.
     */
    static final TemplateEngine.Parsing APART = (statement, config) -> {
        String apart = "/* schema */ " + statement;
        return Optional.of(context -> apart);
    };

    private final String tenant;
    private final Optional<String> schema;

    private Binding(String tenant, Optional<String> schema) {
        this.tenant = tenant;
        this.schema = schema;
    }

    static Binding of(TenantScope scope) {
        Optional<String> schema =
                scope.placement() instanceof Placement.Schema own ? Optional.of(own.name()) : Optional.empty();
        return new Binding(scope.id().value().toString(), schema);
    }

    /** Binds a transaction that has begun, in whatever schema it is. */
    static void bind(Handle transaction, TenantId tenant) {
        new Binding(tenant.value().toString(), Optional.empty()).begin(transaction);
    }

    /** Binds a transaction that has begun. */
    void begin(Handle transaction) {
        try (Query query = transaction.createQuery(schema.isPresent() ? BIND_IN_SCHEMA : BIND)) {
            query.bind(TENANT, tenant);
            schema.ifPresent(name -> query.bind(SCHEMA, name));
            query.mapTo(String.class).one();
        }
    }

    @Override
    public void beforeBinding(PreparedStatement statement, StatementContext context) {
        context.getBinding().addNamed(TENANT, tenant, TEXT);
        schema.ifPresent(name -> context.getBinding().addNamed(SCHEMA, name, TEXT));
    }

    /** Steps over the result of the settings to that of the statement. */
    @Override
    public void afterExecution(PreparedStatement statement, StatementContext context) throws SQLException {
        statement.getMoreResults();
    }
}
