package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Array;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/**
 * Keeps statements of a transaction whose answers nobody waits for, until one comes that somebody waits for, or COMMIT. They
 * travel with that in one message, in the order in which they came. PostgreSQL runs them one after the other, each in a
 * snapshot of its own, so that what stands behind a lock sees what the lock has waited for. Where one of them fails, none behind
 * it is run, and the one that is waited for fails.
 */
final class Message implements StatementBuilder {
    /** A longer batch is sent at once by the driver's own way, which does not make one long text of it. */
    private static final int MOST_ROWS = 8;

    private final StatementBuilder plain;
    private final List<Part> waiting = new ArrayList<>();
    private @Nullable Check puttingOff;

    /** Looks at the answer to a statement that was put off. */
    @FunctionalInterface
    interface Check {
        Check NONE = answer -> {};

        void look(PreparedStatement answer) throws SQLException;
    }

    Message(StatementBuilder plain) {
        this.plain = requireNonNull(plain);
    }

    /** Puts off every statement of these; what they seem to answer means nothing. */
    void later(Runnable statements, Check check) {
        Check outer = puttingOff;
        puttingOff = check;
        try {
            statements.run();
        } finally {
            puttingOff = outer;
        }
    }

    boolean isWaiting() {
        return !waiting.isEmpty();
    }

    @Override
    public PreparedStatement create(Connection connection, String sql, StatementContext context) throws SQLException {
        Check check = puttingOff;
        if (check == null && waiting.isEmpty()) {
            return plain.create(connection, sql, context);
        }
        return (PreparedStatement) Proxy.newProxyInstance(
                Message.class.getClassLoader(),
                new Class<?>[] {PreparedStatement.class, PGStatement.class},
                new Draft(connection, sql, context, check));
    }

    @Override
    public Statement create(Connection connection, StatementContext context) throws SQLException {
        return plain.create(connection, context);
    }

    @Override
    public CallableStatement createCall(Connection connection, String sql, StatementContext context)
            throws SQLException {
        return plain.createCall(connection, sql, context);
    }

    @Override
    public void close(Connection connection, String sql, Statement statement) throws SQLException {
        statement.close();
    }

    /** Sends all that waits, with one statement more as the last of them, and comes to the answer to that. */
    private PreparedStatement send(Connection connection, Stream<Part> last, StatementContext context)
            throws SQLException {
        List<Part> parts = Stream.concat(List.copyOf(waiting).stream(), last).toList();
        waiting.clear();
        String sql = parts.stream().map(Part::sql).collect(Collectors.joining(";\n"));
        PreparedStatement statement = plain.create(connection, sql, context);
        try {
            int place = 0;
            for (Part part : parts) {
                place = part.bind(statement, place);
            }
            statement.execute();
            for (Part part : parts.subList(0, parts.size() - 1)) {
                part.check().look(statement);
                statement.getMoreResults();
            }
            parts.get(parts.size() - 1).check().look(statement);
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private static @Nullable Object invoke(PreparedStatement statement, Method method, Object @Nullable [] arguments)
            throws SQLException {
        boolean isOfDriver = method.getDeclaringClass() == PGStatement.class;
        try {
            return method.invoke(isOfDriver ? statement.unwrap(PGStatement.class) : statement, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SQLException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A call that gives a statement a value or an option. */
    private record Setting(Method method, List<Object> arguments) {
        boolean isOfParameter() {
            return arguments.size() > 1;
        }

        void apply(PreparedStatement statement, int places) throws SQLException {
            Object[] moved = arguments.toArray();
            if (isOfParameter()) {
                moved[0] = (int) moved[0] + places;
            }
            invoke(statement, method, moved);
        }
    }

    /** A statement with its values. */
    private record Part(String sql, List<Setting> settings, Check check) {
        /** Binds it behind those before it, and answers how many places are bound by then. */
        int bind(PreparedStatement statement, int places) throws SQLException {
            int bound = places;
            for (Setting setting : settings) {
                setting.apply(statement, places);
                bound += setting.isOfParameter() ? 1 : 0;
            }
            return bound;
        }
    }

    /** A statement that is written down, call by call, until it is run: then it is put off, or sent with what waits. */
    private final class Draft implements InvocationHandler {
        private final Connection connection;
        private final String sql;
        private final StatementContext context;
        private final @Nullable Check putOff;
        private final List<Part> rows = new ArrayList<>();
        private List<Setting> settings = new ArrayList<>();
        private @Nullable PreparedStatement sent;

        Draft(Connection connection, String sql, StatementContext context, @Nullable Check putOff) {
            this.connection = connection;
            this.sql = sql;
            this.context = context;
            this.putOff = putOff;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws SQLException {
            if (sent != null) {
                return Message.invoke(sent, method, arguments);
            }
            return switch (method.getName()) {
                case "execute" -> execute();
                case "addBatch" -> rows.add(part());
                case "executeBatch" -> executeBatch();
                case "getConnection" -> connection;
                case "unwrap" -> proxy;
                case "getUpdateCount" -> 0;
                case "getLargeUpdateCount" -> 0L;
                case "getMoreResults" -> false;
                case "hashCode" -> System.identityHashCode(proxy);
                default -> arguments == null ? null : settings.add(new Setting(method, lasting(arguments)));
            };
        }

        /** JDBI frees an array when it is done with the statement that it was for. */
        private List<Object> lasting(Object[] arguments) throws SQLException {
            if (arguments.length == 2 && arguments[1] instanceof Array array) {
                Object[] elements = (Object[]) array.getArray();
                return List.of(arguments[0], connection.createArrayOf(array.getBaseTypeName(), elements));
            }
            return Arrays.asList(arguments);
        }

        private boolean execute() throws SQLException {
            if (putOff != null) {
                waiting.add(part());
                return false;
            }
            sent = send(connection, Stream.of(part()), context);
            return true;
        }

        private int[] executeBatch() throws SQLException {
            if (putOff != null && rows.size() <= MOST_ROWS) {
                waiting.addAll(rows);
                return new int[rows.size()];
            }
            if (isWaiting()) {
                send(connection, Stream.empty(), context).close();
            }
            try (PreparedStatement batch = plain.create(connection, sql, context)) {
                for (Part row : rows) {
                    var unused = row.bind(batch, 0);
                    batch.addBatch();
                }
                return batch.executeBatch();
            }
        }

        private Part part() {
            Part written = new Part(sql, settings, putOff == null ? Check.NONE : putOff);
            settings = new ArrayList<>();
            return written;
        }
    }
}
