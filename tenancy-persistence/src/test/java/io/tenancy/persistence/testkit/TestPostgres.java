package io.tenancy.persistence.testkit;

/**
 * The PostgreSQL servers for all tests of a JVM, each started by the first test that asks and gone when the JVM ends. Their
 * files are in the folder of the build.
 */
public final class TestPostgres {
    /** The role that owns the tables. */
    public static final String OWNER = "tenancy_owner";

    /** The role that serves requests. */
    public static final String APP = "tenancy_app";

    private TestPostgres() {}

    /** A new database with every table of this release, all empty. */
    public static TestDatabase database() {
        return First.CLUSTER.database();
    }

    /** A new database without any table. */
    public static TestDatabase emptyDatabase() {
        return First.CLUSTER.emptyDatabase();
    }

    /** Another server, for tenants in a store that does not have the catalogue. */
    public static TestCluster second() {
        return Second.CLUSTER;
    }

    private static final class First {
        static final TestCluster CLUSTER = TestCluster.startForAll();
    }

    private static final class Second {
        static final TestCluster CLUSTER = TestCluster.startForAll();
    }
}
