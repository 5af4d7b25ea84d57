package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.server.e2e.NewTenants.Opened;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code tenants migrate} on the command line. */
class MigrateTenantsTest {
    private final Deployment deployment = Deployment.fresh().with("TENANCY_DEFAULT_ISOLATION", "schema");

    private record Ended(int status, String output, String errors) {}

    @Test
    void saysWhatItWouldDoThenDoesItAndNamesWhomItCannotBringAlong() {
        List<Opened> tenants = openTenants();
        tenants.forEach(tenant -> forget(tenant, "grants"));

        Ended look = run("--dry-run", "--sql");
        assertThat(look.status()).as(look.errors()).isZero();
        assertThat(look.output())
                .contains("Would migrate 2 tenants in ")
                .contains("2 with a schema in the store main: tenancy/tenant::grants::tenancy")
                .contains("GRANT SELECT");

        Ended done = run("--workers", "2", "--canary", "0");
        assertThat(done.status()).as(done.errors()).isZero();
        assertThat(done.output()).contains("tenth: 1 tenant", "all: 1 tenant", "Migrated 2 tenants in ");

        forget(tenants.get(0), "users");
        Ended failed = run("--max-errors", "100", "--lock-timeout", "1");
        assertThat(failed.status()).isEqualTo(1);
        assertThat(failed.output()).contains("Migrated 0 tenants in ");
        assertThat(failed.errors())
                .startsWith("Not everything is up to date:")
                .contains("acme (schema " + deployment.schema(tenants.get(0).id()) + " of main): ", "already exists")
                .doesNotContain("\tat ");

        tenants.forEach(tenant -> forget(tenant, "users"));
        Ended ended = run("--lock-timeout", "1");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.errors())
                .containsPattern(
                        "1 had no turn[.] A tenant that goes first has failed, and goes first again in each run: "
                                + "(acme|globex) [(]schema t_\\w+ of main[)]: .*already exists.*"
                                + " Mend it and run this again, or pass it by with --canary 0[.]");
    }

    private List<Opened> openTenants() {
        try (RunningServer server = deployment.start()) {
            JsonClient operator = deployment.operator(server);
            return List.of(NewTenants.open(operator, server, "acme"), NewTenants.open(operator, server, "globex"));
        }
    }

    private void forget(Opened tenant, String change) {
        deployment
                .database()
                .plant("DELETE FROM " + deployment.schema(tenant.id())
                        + ".databasechangelog WHERE id = '" + change + "';"
                        + "UPDATE catalogue.tenants SET tables_version = tables_version - 1 WHERE id = '" + tenant.id()
                        + "'");
    }

    private Ended run(String... options) {
        String[] arguments = new String[options.length + 3];
        arguments[0] = "tenants";
        arguments[1] = "migrate";
        System.arraycopy(options, 0, arguments, 2, options.length);
        arguments[arguments.length - 1] = "config.yml";
        try (JavaProcess process = JavaProcess.tenancy(deployment.environment(), line -> {}, arguments)) {
            int status = process.exitStatus();
            return new Ended(
                    status,
                    String.join("\n", process.output()).strip(),
                    process.errors().strip());
        }
    }
}
