package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Real connections that count how often the server is asked for a sign of life, and keep the answers back until a gate opens. */
final class SignsOfLife extends SourceOfPool {
    private final CountDownLatch gate;
    private final AtomicInteger asked = new AtomicInteger();

    SignsOfLife(DataSource real, CountDownLatch gate) {
        super(real);
        this.gate = requireNonNull(gate);
    }

    int asked() {
        return asked.get();
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = pool().getConnection();
        return (Connection) Proxy.newProxyInstance(
                SignsOfLife.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> invoke(connection, method, arguments));
    }

    private Object invoke(Connection connection, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("isValid")) {
            asked.incrementAndGet();
            gate.await();
        }
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
