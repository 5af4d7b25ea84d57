package io.tenancy.console;

import io.tenancy.core.MasterKey;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Placement;
import io.tenancy.core.tenant.TenantId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** The database of the demo, for what nobody can do by the API: to plant faults, and to have time go by. */
final class DemoDatabase {
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int CHARACTERS = 16;
    private static final int LINE_OF_PORT = 3;

    private final Path data;

    /** The database in the data folder of a demo that runs. */
    DemoDatabase(Path data) {
        this.data = data;
    }

    /** Does something as the superuser. */
    void plant(String sql) {
        try (Connection connection = DriverManager.getConnection(url(), "postgres", password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets what somebody has proved about themselves be 20 minutes old, in a tenant with a schema of its own. */
    void ageProofs(String tenant, String email) {
        String schema = schemaOf(tenant);
        plant("UPDATE " + schema + ".sessions s SET authenticated_at = now() - interval '20 minutes' FROM " + schema
                + ".users u WHERE u.tenant_id = s.tenant_id AND u.id = s.user_id AND u.email = '" + email + "'");
    }

    /** Has no server take the jobs of a tenant for an hour: whoever looks at one sees it wait. */
    void letJobsWait(String tenant) {
        plant("""
                CREATE OR REPLACE FUNCTION catalogue.wait_an_hour() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    NEW.due_at := NEW.due_at + interval '1 hour';
                    RETURN NEW;
                END
                $$""");
        plant("CREATE TRIGGER wait_" + tenant.replace("-", "") + " BEFORE INSERT ON catalogue.job_queue FOR EACH ROW"
                + " WHEN (NEW.tenant = '" + tenant + "') EXECUTE FUNCTION catalogue.wait_an_hour()");
    }

    /** The schema of a tenant that has one of its own. */
    static String schemaOf(String tenant) {
        TenantId id = new TenantId(UUID.fromString(tenant));
        return ((Placement.Schema) Placement.of(Isolation.SCHEMA, "main", id)).name();
    }

    private String url() throws IOException {
        String port =
                Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(LINE_OF_PORT);
        return "jdbc:postgresql://127.0.0.1:" + port.strip() + "/tenancy";
    }

    /** As the demo makes it of its key. */
    private String password() throws IOException {
        byte[] bytes = MasterKey.ofBase64(
                        Files.readString(data.resolve("master.key")).strip())
                .derive("demo-password/database/superuser");
        StringBuilder password = new StringBuilder(CHARACTERS);
        for (int i = 0; i < CHARACTERS; i++) {
            password.append(ALPHABET.charAt((bytes[i] & 0xff) % ALPHABET.length()));
        }
        return password.toString();
    }
}
