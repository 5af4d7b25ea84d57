package io.tenancy.persistence;

import javax.sql.DataSource;
import org.apache.tomcat.jdbc.pool.PoolProperties;

/** The pool that the server uses, as small as a test wants it. */
final class TestPool extends org.apache.tomcat.jdbc.pool.DataSource implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;

    TestPool(DataSource source, int size) {
        this(source, size, PATIENCE_MILLIS);
    }

    TestPool(DataSource source, int size, int patienceMillis) {
        super(properties(source, size, patienceMillis));
    }

    @Override
    public void close() {
        super.close();
    }

    private static PoolProperties properties(DataSource source, int size, int patienceMillis) {
        PoolProperties properties = new PoolProperties();
        properties.setDataSource(source);
        properties.setInitialSize(0);
        properties.setMinIdle(0);
        properties.setMaxIdle(size);
        properties.setMaxActive(size);
        properties.setMaxWait(patienceMillis);
        properties.setTestOnBorrow(true);
        properties.setValidationInterval(0);
        properties.setValidationQuery("/* ping */ SELECT 1");
        return properties;
    }
}
