package io.tenancy.persistence;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Connections that break off for good before a statement of this number, as if the process were killed. */
final class FailingSource extends PGSimpleDataSource {
    private static final long serialVersionUID = 1L;
    private static final Set<String> STATEMENTS = Set.of("execute", "executeQuery", "executeUpdate");

    private final transient DataSource source;
    private final AtomicInteger left;

    FailingSource(DataSource source, int statement) {
        this.source = source;
        this.left = new AtomicInteger(statement);
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = source.getConnection();
        return proxy(Connection.class, connection, connection);
    }

    private <T> T proxy(Class<T> type, T target, Connection connection) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
            if (STATEMENTS.contains(method.getName()) && left.decrementAndGet() <= 0) {
                connection.abort(Runnable::run);
            }
            try {
                Object result = method.invoke(target, args);
                return result instanceof Statement && Statement.class.isAssignableFrom(method.getReturnType())
                        ? statement(method.getReturnType(), result, connection)
                        : result;
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }

    private <S> Object statement(Class<S> type, Object statement, Connection connection) {
        return proxy(type, type.cast(statement), connection);
    }
}
