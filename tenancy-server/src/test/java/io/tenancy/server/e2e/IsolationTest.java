package io.tenancy.server.e2e;

import org.junit.jupiter.api.Nested;

/** The same for two tenants in each placement, and for two in different ones and different stores. */
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

    @Nested
    final class BetweenTheSharedTablesOfTwoStores extends IsolationContract {
        BetweenTheSharedTablesOfTwoStores() {
            super(new Place("shared", "main"), new Place("shared", "second"));
        }
    }

    @Nested
    final class BetweenASchemaAndADatabaseOfAnotherStore extends IsolationContract {
        BetweenASchemaAndADatabaseOfAnotherStore() {
            super(new Place("schema", "second"), new Place("database", "second"));
        }
    }
}
