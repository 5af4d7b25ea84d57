package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/** Gives statements their text for one schema behind JDBI's back, which remembers what it has parsed by the text for all. */
final class SchemaStatements implements StatementBuilder {
    private final StatementBuilder plain;
    private final UnaryOperator<String> text;

    SchemaStatements(StatementBuilder plain, UnaryOperator<String> text) {
        this.plain = requireNonNull(plain);
        this.text = requireNonNull(text);
    }

    @Override
    public PreparedStatement create(Connection connection, String sql, StatementContext context) throws SQLException {
        return plain.create(connection, text.apply(sql), context);
    }

    @Override
    public Statement create(Connection connection, StatementContext context) throws SQLException {
        return plain.create(connection, context);
    }

    @Override
    public CallableStatement createCall(Connection connection, String sql, StatementContext context)
            throws SQLException {
        return plain.createCall(connection, text.apply(sql), context);
    }

    @Override
    public void close(Connection connection, String sql, Statement statement) throws SQLException {
        plain.close(connection, sql, statement);
    }
}
