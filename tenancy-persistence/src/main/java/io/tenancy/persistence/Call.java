package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.tenant.Placement;
import io.tenancy.core.tenant.TenantScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jspecify.annotations.Nullable;

/**
 * What a thread is doing: on which connection, for which tenant if for one, what of that others remember, and in a
 * transaction what is put off.
 */
final class Call implements AutoCloseable {
    private final @Nullable TenantScope scope;
    private final Ways.@Nullable Way way;
    private final Set<Change> changes;
    private final @Nullable Message message;
    private @Nullable Handle handle;

    private Call(
            @Nullable TenantScope scope,
            Ways.@Nullable Way way,
            Set<Change> changes,
            @Nullable Message message,
            @Nullable Handle handle) {
        this.scope = scope;
        this.way = way;
        this.changes = changes;
        this.message = message;
        this.handle = handle;
    }

    /** A statement on its own, which opens its connection itself and brings its binding along. */
    static Call statement(Ways.Way way, @Nullable TenantScope scope) {
        return new Call(scope, way, Set.of(), null, null);
    }

    /** A transaction on a connection that whoever began it closes. */
    static Call transaction(Handle handle, @Nullable TenantScope scope) {
        StatementBuilder plain = handle.getStatementBuilder();
        Message message = new Message(scope == null ? plain : Binding.of(scope).statements(plain));
        handle.setStatementBuilder(message);
        return new Call(scope, null, new LinkedHashSet<>(), message, handle);
    }

    @Nullable
    TenantScope scope() {
        return scope;
    }

    Set<Change> changes() {
        return changes;
    }

    @Nullable
    Message message() {
        return message;
    }

    boolean isTransaction() {
        return message != null;
    }

    Handle handle() {
        Handle known = handle;
        if (known == null) {
            known = requireNonNull(way).toStatement();
            handle = known;
            if (scope != null) {
                Binding binding = Binding.of(scope);
                known.setStatementBuilder(binding.statements(known.getStatementBuilder()));
                known.addCustomizer(binding);
            }
        }
        return known;
    }

    /** Runs a read that needs no handle, on a connection that it has for as long as that takes. */
    Object read(ShortRead read, Object[] arguments) {
        @Nullable Binding binding = scope == null ? null : Binding.of(scope);
        ConnectionFactory connections = requireNonNull(way).connections();
        Connection connection = open(connections);
        try {
            return read.run(connection, binding, arguments);
        } catch (SQLException e) {
            throw new FailedRead(e);
        } finally {
            close(connections, connection);
        }
    }

    private static Connection open(ConnectionFactory connections) {
        try {
            return connections.openConnection();
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }

    private static void close(ConnectionFactory connections, Connection connection) {
        try {
            try {
                Binding.end(connection);
            } finally {
                connections.closeConnection(connection);
            }
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }

    void later(Supplier<?> statements) {
        Runnable run = () -> {
            var unused = statements.get();
        };
        if (message == null) {
            run.run();
        } else {
            message.later(run, Message.Check.NONE);
        }
    }

    /** Sends what is put off, for what happens on another connection now and counts on it. */
    void flush() {
        if (message != null && message.isWaiting()) {
            handle().execute("SELECT 1");
        }
    }

    /** Tells all nodes and commits, in the message that has what is put off. */
    void commit() {
        tell();
        if (message != null && message.isWaiting()) {
            handle().execute("COMMIT");
        }
    }

    /** In the database of a single tenant nobody listens. */
    private void tell() {
        if (scope == null || !(scope.placement() instanceof Placement.Database)) {
            changes.forEach(change -> later(() -> handle().createUpdate("SELECT pg_notify(:channel, :change)")
                    .bind("channel", Change.CHANNEL)
                    .bind("change", change.text())
                    .execute()));
        }
    }

    void require(TenantScope wanted) {
        if (scope == null || !scope.id().equals(wanted.id())) {
            throw new IllegalStateException("One transaction serves one tenant.");
        }
    }

    /** Gives back what a statement has opened. */
    @Override
    public void close() {
        Handle opened = handle;
        if (opened == null) {
            return;
        }
        try (opened) {
            if (scope != null) {
                Binding.end(opened.getConnection());
            }
        }
    }
}
