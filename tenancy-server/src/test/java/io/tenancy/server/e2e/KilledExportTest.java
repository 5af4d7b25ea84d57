package io.tenancy.server.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.persistence.testkit.TestDatabase;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** A server that is killed in the middle of an export, and another one that goes on and serves the archive. */
class KilledExportTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int USERS = 25_000;

    private final Deployment deployment = Deployment.fresh();

    @Test
    void anotherNodeGoesOnAndEachRowIsThereOnce() throws IOException {
        TestDatabase database = deployment.database();
        Person owner;
        String export;
        try (ServerProcess server = deployment.startProcess()) {
            JsonClient operator = deployment.operator(server);
            NewTenants.Opened acme = NewTenants.open(operator, server, "exported");
            owner = acme.owner();
            database.plant("INSERT INTO tenancy.users (tenant_id, id, email, name, name_key, status, created_at,"
                    + " updated_at, version) SELECT '" + acme.id() + "', gen_random_uuid(), n || '@many.test', 'Una',"
                    + " 'una', 'ACTIVE', now(), now(), 1 FROM generate_series(1, " + USERS + ") n");
            database.plant("CREATE FUNCTION tenancy.stall() RETURNS trigger LANGUAGE plpgsql"
                    + " AS 'BEGIN PERFORM pg_sleep(600); RETURN NEW; END'");
            database.plant("CREATE TRIGGER stall BEFORE INSERT ON tenancy.archive_parts FOR EACH ROW"
                    + " WHEN (NEW.of_table = 'users' AND NEW.rows < 10000) EXECUTE FUNCTION tenancy.stall()");
            export = acme.client().post("/v1/exports").expect(201).text("id");
            Until.within(PATIENCE, "the export stalls", () -> !stalled().isEmpty());
            server.kill();
            stalled().forEach(pid -> database.plant("SELECT pg_terminate_backend(" + pid + ")"));
            Until.within(PATIENCE, "its connection ends", () -> stalled().isEmpty());
        }
        assertThat(database.texts("SELECT rows::text FROM tenancy.archive_parts WHERE of_table = 'users'"))
                .containsOnly("10000");
        database.plant("DROP FUNCTION tenancy.stall() CASCADE");
        // as if the lease of the dead node were over
        database.plant("UPDATE catalogue.job_queue SET due_at = now() - interval '1 second'");

        try (ServerProcess one = deployment.startProcess();
                ServerProcess two = deployment.startProcess()) {
            JsonClient client = one.signedIn(owner);
            Until.within(
                    PATIENCE,
                    "the export ends",
                    () -> client.get("/v1/exports/" + export)
                            .expect(200)
                            .json()
                            .path("ready")
                            .asBoolean());

            List<String> users = users(client.at(two).file("/v1/exports/" + export + "/archive"));

            assertThat(users).hasSize(USERS + 1);
            assertThat(new TreeSet<>(users)).hasSize(USERS + 1);
        }
    }

    private static List<String> users(byte[] zip) throws IOException {
        StringBuilder lines = new StringBuilder();
        try (ZipInputStream input = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = input.getNextEntry(); entry != null; entry = input.getNextEntry()) {
                if (entry.getName().startsWith("tables/users/")) {
                    lines.append(new String(input.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return lines.toString().lines().toList();
    }

    private List<String> stalled() {
        return deployment
                .database()
                .texts("SELECT pid::text FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = '"
                        + deployment.database().name() + "'");
    }
}
