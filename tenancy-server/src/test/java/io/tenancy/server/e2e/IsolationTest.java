package io.tenancy.server.e2e;

import org.junit.jupiter.api.Nested;

/** The same for two tenants in each placement, and for two in different ones. */
final class IsolationTest {
    @Nested
    final class InSharedTables extends IsolationContract {
        InSharedTables() {
            super("shared", "shared");
        }
    }

    @Nested
    final class InSchemas extends IsolationContract {
        InSchemas() {
            super("schema", "schema");
        }
    }

    @Nested
    final class InDatabases extends IsolationContract {
        InDatabases() {
            super("database", "database");
        }
    }

    @Nested
    final class BetweenASchemaAndSharedTables extends IsolationContract {
        BetweenASchemaAndSharedTables() {
            super("schema", "shared");
        }
    }

    @Nested
    final class BetweenSharedTablesAndADatabase extends IsolationContract {
        BetweenSharedTablesAndADatabase() {
            super("shared", "database");
        }
    }
}
