package io.tenancy.persistence;

import io.tenancy.core.tenant.TenantId;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.qualifier.QualifiedType;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;
import org.jdbi.v3.core.statement.TemplateEngine;

/**
 * Tells PostgreSQL for which tenant a statement or a transaction runs. The setting is local to the transaction, so that
 * it ends with it also behind a pooler; nothing is ever set on the session.
 */
final class Binding implements StatementCustomizer {
    private static final String TENANT = "bound_tenant";
    private static final String BIND = "SELECT set_config('tenancy.tenant_id', :" + TENANT + ", true)";
    private static final QualifiedType<String> TEXT = QualifiedType.of(String.class);

    /**
     * Puts the setting in front of a statement. The driver sends both in one message with one Sync at its end, which
     * PostgreSQL runs as one implicit transaction: one round trip, and nothing to clean up when it fails.
     */
    static final TemplateEngine.Parsing TOGETHER = (statement, config) -> {
        String bound = BIND + ";\n" + statement;
        return Optional.of(context -> bound);
    };

    private final String tenant;

    Binding(TenantId tenant) {
        this.tenant = tenant.value().toString();
    }

    /** Binds a transaction that has begun. */
    static void bind(Handle transaction, TenantId tenant) {
        transaction
                .createQuery(BIND)
                .bind(TENANT, tenant.value().toString())
                .mapTo(String.class)
                .one();
    }

    @Override
    public void beforeBinding(PreparedStatement statement, StatementContext context) {
        context.getBinding().addNamed(TENANT, tenant, TEXT);
    }

    /** Steps over the result of the setting to that of the statement. */
    @Override
    public void afterExecution(PreparedStatement statement, StatementContext context) throws SQLException {
        statement.getMoreResults();
    }
}
