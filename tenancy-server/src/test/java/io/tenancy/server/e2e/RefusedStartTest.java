package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.persistence.testkit.TestPostgres;
import io.tenancy.server.Refusal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RefusedStartTest {
    @Test
    void aServerWithBadSecretsEndsAtOnceAndNamesThemAll() {
        Map<String, String> environment = Deployment.fresh()
                .with("TENANCY_DB_OWNER_PASSWORD", "changeme")
                .with("TENANCY_DB_APP_PASSWORD", "zzzzzzzzzzzzzzzzzzzz")
                .with("TENANCY_MASTER_KEY", "dG9vc2hvcnQtMTczNA==")
                .environment();

        try (JavaProcess server = JavaProcess.tenancy(environment, line -> {}, "server", "config.yml")) {
            assertThat(server.exitStatus()).isEqualTo(1);
            assertThat(server.errors())
                    .contains("TENANCY_DB_OWNER_PASSWORD", "TENANCY_DB_APP_PASSWORD", "TENANCY_MASTER_KEY")
                    .doesNotContain("changeme", "zzzz", "dG9vc2", "Exception", "\tat ");
            assertThat(server.output()).isEmpty();
        }
    }

    @Test
    void aServerThatOwnsItsTablesDoesNotServe() {
        Deployment deployment = Deployment.fresh();
        deployment.database().plant("REVOKE tenancy_app FROM tenancy_owner; GRANT tenancy_owner TO tenancy_app");
        try {
            assertRefused(deployment, "owns tenancy.users");
        } finally {
            deployment.database().plant("REVOKE tenancy_owner FROM tenancy_app; GRANT tenancy_app TO tenancy_owner");
        }
    }

    @Test
    void aServerWhoseRoleBypassesRowLevelSecurityDoesNotServe() {
        Deployment deployment = Deployment.fresh();
        deployment.database().plant("ALTER ROLE tenancy_app BYPASSRLS");
        try {
            assertRefused(deployment, "tenancy_app bypasses row-level security");
        } finally {
            deployment.database().plant("ALTER ROLE tenancy_app NOBYPASSRLS");
        }
    }

    @Test
    void aServerThatMayNotMigrateDoesNotServeFromAnEmptyDatabase() {
        Deployment empty = new Deployment(TestPostgres.emptyDatabase(), Map.of());
        Deployment deployment = Deployment.fresh()
                .with("TENANCY_DB_URL", empty.database().jdbcUrl())
                .with("TENANCY_MIGRATE_ON_START", "false");

        assertRefused(deployment, "db migrate");
    }

    @Test
    void aServerWithAnotherMasterKeyDoesNotServe() {
        Deployment deployment = Deployment.fresh();
        deployment.start().close();

        assertRefused(
                deployment.with("TENANCY_MASTER_KEY", "q8Yd0bXl3v6mT1uS9kZr5wJc7fHn2gPaEeBtLxVoIiM="),
                "TENANCY_MASTER_KEY");
    }

    @Test
    void aServerWhoseOwnerMayNotMakeTablesSaysSo() {
        Deployment empty = new Deployment(TestPostgres.emptyDatabase(), Map.of());
        empty.database().plant("ALTER DATABASE " + empty.database().name() + " OWNER TO postgres");

        assertRefused(
                Deployment.fresh().with("TENANCY_DB_URL", empty.database().jdbcUrl()),
                "The database cannot be migrated");
    }

    @Test
    void aServerWithoutADatabaseSaysSo() {
        assertRefused(
                Deployment.fresh()
                        .with("TENANCY_DB_URL", "jdbc:postgresql://127.0.0.1:1/tenancy")
                        .with("TENANCY_DB_START_WAIT", "PT0S"),
                "The database of TENANCY_DB_URL cannot be reached");
    }

    @Test
    void aServerWithAWrongPasswordSaysWhoseItIs() {
        assertRefused(
                Deployment.fresh().with("TENANCY_DB_APP_PASSWORD", "Vt1nH5yZ0pQe8Rk2Wm7L"), "TENANCY_DB_APP_USER");
    }

    @Test
    void aServerWhoseBillerIsOnNoClassPathEndsAtOnceAndNamesIt() {
        Map<String, String> environment = Deployment.fresh()
                .with("TENANCY_BILLER", "lostandfound")
                .with("TENANCY_BILLER_KEY", "a key that nothing is done with")
                .with("TENANCY_BILLER_EVENT_SECRETS", "a secret that nothing is signed with")
                .with("TENANCY_BILLING_CURRENCY", "EUR")
                .environment();

        try (JavaProcess server = JavaProcess.tenancy(environment, line -> {}, "server", "config.yml")) {
            assertThat(server.exitStatus()).isEqualTo(1);
            assertThat(server.errors())
                    .contains("TENANCY_BILLER is lostandfound", "no adapter of that name", "docs/billing.md")
                    .doesNotContain("a key that", "a secret that", "Exception", "\tat ");
        }
    }

    private static void assertRefused(Deployment deployment, String reason) {
        assertThatThrownBy(deployment::start).isInstanceOf(Refusal.class).hasMessageContaining(reason);
    }
}
