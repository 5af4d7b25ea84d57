package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection that is given back where it is closed, and is of no use to its borrower after that. */
final class LentConnection implements InvocationHandler {
    private final Connection connection;
    private final Consumer<Connection> owner;
    private final AtomicBoolean isGivenBack = new AtomicBoolean();

    private LentConnection(Connection connection, Consumer<Connection> owner) {
        this.connection = requireNonNull(connection);
        this.owner = requireNonNull(owner);
    }

    static Connection lend(Connection connection, Consumer<Connection> owner) {
        return (Connection) Proxy.newProxyInstance(
                LentConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new LentConnection(connection, owner));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        return switch (method.getName()) {
            case "close" -> {
                if (isGivenBack.compareAndSet(false, true)) {
                    owner.accept(connection);
                }
                yield null;
            }
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> "lent " + connection;
            case "isValid" -> !isGivenBack.get() && (boolean) requireNonNull(onward(method, arguments));
            case "isClosed" -> isGivenBack.get() || connection.isClosed();
            default -> {
                if (isGivenBack.get()) {
                    throw new SQLException("The connection has been closed.", "08003");
                }
                yield onward(method, arguments);
            }
        };
    }

    private @Nullable Object onward(Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
