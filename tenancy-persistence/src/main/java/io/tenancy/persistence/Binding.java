package io.tenancy.persistence;

import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.tenant.Placement;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.qualifier.QualifiedType;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.jdbi.v3.core.statement.Update;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.PreferQueryMode;

/**
 * Tells PostgreSQL for which tenant a statement or a transaction runs, and in which schema where the tenant has its own.
 * The settings are local to the transaction, so that they end with it also behind a pooler; nothing is ever set on the
 * session.
 *
 * <p>A statement on its own brings along its whole transaction, BEGIN and COMMIT included. That of one message would not
 * do: the driver cuts a message in two where it cannot tell how long the answer to a statement may become, and what comes
 * after the cut would be bound to nobody. Where it has the type of every argument, and no option makes it ask for more, it cuts
 * nothing ({@link #isOneMessage}): that is what {@link #ahead} is for.
 */
final class Binding implements StatementCustomizer {
    private static final String TENANT = "bound_tenant";
    private static final String SCHEMA = "bound_schema";
    private static final String BIND = "SELECT set_config('tenancy.tenant_id', :" + TENANT + ", true)";
    private static final String BIND_IN_SCHEMA = BIND + ", set_config('search_path', :" + SCHEMA + ", true)";

    /**
     * Keeps the tenant's rows from being erased while the transaction lasts: {@link SharedProvisioner} waits for it, and
     * it waits for an erasure that has begun.
     */
    private static final String BIND_AND_HOLD =
            BIND + ", pg_advisory_xact_lock_shared(hashtextextended(:" + TENANT + ", 1))";

    private static final String ERASED = "SELECT FROM tenancy.erasures WHERE tenant_id = CAST(:" + TENANT + " AS uuid)";

    /**
     * An erased tenant has nothing to write in: bound to nobody, a statement finds no row and may add none. It looks in a snapshot
     * that is newer than the lock, as each statement has one of its own where transactions read what is committed.
     */
    private static final String UNBIND_ERASED =
            "SELECT set_config('tenancy.tenant_id', '', true) WHERE EXISTS (" + ERASED + ")";

    private static final String BEGIN = "BEGIN;\n";
    private static final String COMMIT = "\n;\nCOMMIT";

    private static final String WRITE_SHARED = BEGIN + BIND_AND_HOLD + ";\n" + UNBIND_ERASED + ";\n";

    /** In front of each statement in a schema, as the text is the same for all of them up to here: see {@link #own}. */
    private static final String SOME_SCHEMA = "/* tenancy: some schema */ ";

    private static final boolean DESCRIBES = Boolean.getBoolean("org.postgresql.forceBinary");

    private static final Pattern READS = Pattern.compile("\\s*SELECT\\b.*", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);
    private static final QualifiedType<String> TEXT = QualifiedType.of(String.class);

    /**
     * Puts the setting in front of a statement, and a transaction around both. The driver sends them in one message:
     * one round trip. {@link #end} cleans up where the statement fails.
     */
    static final TemplateEngine.Parsing TOGETHER = (statement, config) -> {
        String bound = together(statement);
        return Optional.of(context -> bound);
    };

    /** The same for shared tables, in which a statement that may write makes sure that its tenant is not erased. */
    static final TemplateEngine.Parsing TOGETHER_IN_SHARED = (statement, config) -> {
        String whole = reads(statement) ? together(statement) : WRITE_SHARED + statement + COMMIT;
        return Optional.of(context -> whole);
    };

    /** The same with the schema. PostgreSQL looks at the statement after it has run the settings. */
    static final TemplateEngine.Parsing TOGETHER_IN_SCHEMA = (statement, config) -> {
        String bound = togetherInSchema(statement);
        return Optional.of(context -> bound);
    };

    /** Marks a statement of a transaction as one in a schema: see {@link #own}. */
    static final TemplateEngine.Parsing IN_SCHEMA = (statement, config) -> {
        String marked = SOME_SCHEMA + statement;
        return Optional.of(context -> marked);
    };

    private final String tenant;
    private final Optional<String> schema;
    private final boolean isShared;

    private Binding(String tenant, Optional<String> schema, boolean isShared) {
        this.tenant = tenant;
        this.schema = schema;
        this.isShared = isShared;
    }

    static Binding of(TenantScope scope) {
        Optional<String> schema =
                scope.placement() instanceof Placement.Schema own ? Optional.of(own.name()) : Optional.empty();
        return new Binding(scope.id().value().toString(), schema, scope.placement() instanceof Placement.Shared);
    }

    /** Whether a statement only reads, so that nothing is lost where its tenant is erased meanwhile. */
    static boolean reads(String statement) {
        return READS.matcher(statement).matches();
    }

    static String together(String statement) {
        return BEGIN + BIND + ";\n" + statement + COMMIT;
    }

    static String togetherInSchema(String statement) {
        return BEGIN + BIND_IN_SCHEMA + ";\n" + SOME_SCHEMA + statement + COMMIT;
    }

    /**
     * Whether this connection sends the parts of a statement in one message if it has the type of each argument. It does not where
     * texts go without their type ({@code stringtype}), where each part is a message ({@code preferQueryMode=simple}), and where each
     * statement is described before it is sent ({@code prepareThreshold=-1} and the system property {@code org.postgresql.forceBinary}).
     */
    static boolean isOneMessage(BaseConnection connection) {
        return connection.getStringVarcharFlag()
                && connection.getPreferQueryMode() != PreferQueryMode.SIMPLE
                && connection.getPrepareThreshold() >= 0
                && !DESCRIBES;
    }

    /** The setting in front of a statement, in the transaction that one message is: see {@link #isOneMessage}. */
    static String ahead(String statement) {
        return BIND + ";\n" + statement;
    }

    /** The same with the schema. */
    static String aheadInSchema(String statement) {
        return BIND_IN_SCHEMA + ";\n" + SOME_SCHEMA + statement;
    }

    boolean isInSchema() {
        return schema.isPresent();
    }

    /**
     * Makes a statement another one to the driver for each schema, by a comment. The plan that a connection keeps of a statement is for
     * the tables of one search path, and is made anew for each other one, at several times the processor time of a read. Kept apart
     * each stays as long as the driver remembers the statement. Whose rows are read is not up to the text, but to the settings.
     */
    String own(String statement) {
        return schema.map(name -> statement.replace(SOME_SCHEMA, "/* " + name + " */ "))
                .orElse(statement);
    }

    /** Makes statements for this tenant, of those that {@code plain} makes. */
    StatementBuilder statements(StatementBuilder plain) {
        return schema.isPresent() ? new SchemaStatements(plain, this::own) : plain;
    }

    /**
     * What is bound in a statement of {@link #ahead}, {@link #together} or their forms with a schema beside its own values.
     *
     * @throws IllegalArgumentException if nothing of this name is
     */
    String value(String name) {
        return switch (name) {
            case TENANT -> tenant;
            case SCHEMA -> schema.orElseThrow();
            default -> throw new IllegalArgumentException("Nothing is bound to :" + name);
        };
    }

    /** Binds a transaction that has begun, in whatever schema it is. */
    static void bind(Handle transaction, TenantId tenant) {
        transaction.createUpdate(BIND).bind(TENANT, tenant.value().toString()).execute();
    }

    /**
     * Waits for the transactions that write in shared tables for a tenant, and holds those that are to come up to the end of
     * this one. They see then that it is erased.
     */
    static void markErased(Handle transaction, TenantId tenant) {
        transaction
                .createQuery("SELECT pg_advisory_xact_lock(hashtextextended(:" + TENANT + ", 1))::text")
                .bind(TENANT, tenant.value().toString())
                .mapTo(String.class)
                .one();
        transaction
                .createUpdate("INSERT INTO tenancy.erasures (tenant_id) VALUES (:tenant) ON CONFLICT DO NOTHING")
                .bind("tenant", tenant)
                .execute();
    }

    /** Binds a transaction that has begun, together with its first statement. */
    void begin(Handle transaction, Message message) {
        message.later(() -> settings(transaction, isShared ? BIND_AND_HOLD : bind()), Message.Check.NONE);
        if (isShared) {
            message.later(() -> settings(transaction, UNBIND_ERASED), Binding::refuseErased);
        }
    }

    private String bind() {
        return schema.isPresent() ? BIND_IN_SCHEMA : BIND;
    }

    private void settings(Handle transaction, String sql) {
        try (Update update = transaction.createUpdate(sql)) {
            update.bind(TENANT, tenant);
            schema.ifPresent(name -> update.bind(SCHEMA, name));
            update.execute();
        }
    }

    /**
     * Ends what has begun to write in shared tables for a tenant that is erased.
     *
     * @throws NotFound if it is
     */
    private static void refuseErased(PreparedStatement unbound) throws SQLException {
        try (ResultSet rows = unbound.getResultSet()) {
            if (rows.next()) {
                throw new NotFound("tenant");
            }
        }
    }

    @Override
    public void beforeBinding(PreparedStatement statement, StatementContext context) {
        context.getBinding().addNamed(TENANT, tenant, TEXT);
        schema.ifPresent(name -> context.getBinding().addNamed(SCHEMA, name, TEXT));
    }

    /** Steps over the results of the beginning and the settings to that of the statement. */
    @Override
    public void afterExecution(PreparedStatement statement, StatementContext context) throws SQLException {
        statement.getMoreResults();
        statement.getMoreResults();
        if (context.getRenderedSql().startsWith(WRITE_SHARED)) {
            statement.getMoreResults();
        }
    }

    /** Ends the transaction of a statement that failed before its COMMIT. A connection on which that fails is closed. */
    static void end(Connection connection) {
        try {
            BaseConnection own = connection.unwrap(BaseConnection.class);
            if (!own.isClosed() && own.getTransactionState() != TransactionState.IDLE) {
                rollBack(own);
            }
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }

    private static void rollBack(BaseConnection connection) throws SQLException {
        try {
            connection.execSQLUpdate("ROLLBACK");
        } catch (SQLException e) {
            Failures.ignore("A transaction did not end", e);
            connection.close();
        }
    }
}
