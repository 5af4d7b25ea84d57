package io.tenancy.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One folder tells the whole story, because a new database takes a second. */
final class PostgresTest {
    private static final Secret PASSWORD = new Secret("a generated password");

    @TempDir
    private Path temp;

    @Test
    void keepsItsRowsThroughAStopAndThroughTheEndOfItsDemo() throws Exception {
        Path folder = temp.resolve("data");
        try (DataFolder data = DataFolder.open(folder);
                Postgres postgres = Postgres.in(data, PASSWORD).start()) {
            execute(postgres.superuser("postgres"), "CREATE TABLE kept (id int)");
            execute(postgres.superuser("postgres"), "INSERT INTO kept VALUES (1)");

            assertThat(count(postgres)).isEqualTo(1);
            assertThat(setting(postgres, "fsync")).isEqualTo("on");
            assertThat(setting(postgres, "listen_addresses")).isEqualTo("127.0.0.1");
            assertThatThrownBy(() -> execute(
                            postgres.dataSource("postgres", Postgres.SUPERUSER, new Secret("wrong")), "SELECT 1"))
                    .isInstanceOf(SQLException.class);
        }

        try (DataFolder data = DataFolder.open(folder)) {
            Postgres abandoned = Postgres.in(data, PASSWORD).start();
            long orphan = processId(folder);

            try (Postgres postgres = Postgres.in(data, PASSWORD).start()) {
                assertThat(postgres.url("x")).isNotEqualTo(abandoned.url("x"));
                assertThat(count(postgres)).isEqualTo(1);
                assertThat(processId(folder)).isNotEqualTo(orphan);
            }
        }
    }

    @Test
    void survivesAKilledProcessWhoseNumberAnotherHas() throws Exception {
        try (DataFolder data = DataFolder.open(temp.resolve("data"))) {
            Postgres killed = Postgres.in(data, PASSWORD).start();
            Path pidFile = temp.resolve("data/postgres/postmaster.pid");
            ProcessHandle process =
                    ProcessHandle.of(processId(temp.resolve("data"))).orElseThrow();
            process.destroyForcibly();
            process.onExit().get(30, TimeUnit.SECONDS);
            String left = Files.readString(pidFile);
            Files.writeString(
                    pidFile,
                    left.replaceFirst("[0-9]+", "" + ProcessHandle.current().pid()));

            try (Postgres postgres = killed.start()) {
                assertThat(setting(postgres, "fsync")).isEqualTo("on");
            }
        }
    }

    @Test
    void refusesTheFilesOfAnotherVersionAndLeavesThem() throws Exception {
        try (DataFolder data = DataFolder.open(temp.resolve("data"))) {
            Path version = temp.resolve("data/postgres/PG_VERSION");
            Files.createDirectories(version.getParent());
            Files.writeString(version, "17\n");

            assertThatThrownBy(() -> Postgres.in(data, PASSWORD))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("PostgreSQL 17");
            assertThat(version).hasContent("17\n");
        }
    }

    @Test
    void refusesAFolderInUseAndAFolderOfSomebodyElse() throws Exception {
        Path folder = temp.resolve("data");
        Path foreign = Files.createDirectories(temp.resolve("foreign"));
        Files.writeString(foreign.resolve("letter.txt"), "Dear");

        try (DataFolder data = DataFolder.open(folder)) {
            assertThat(data.path()).isDirectory();
            assertThatThrownBy(() -> DataFolder.open(folder)).hasMessageContaining("Another demo");
        }
        assertThatThrownBy(() -> DataFolder.open(foreign)).hasMessageContaining("not the demo's");
        assertThat(foreign).isDirectoryContaining("glob:**letter.txt");
        try (var files = Files.list(foreign)) {
            assertThat(files).hasSize(1);
        }
    }

    private static long processId(Path folder) throws IOException {
        return Long.parseLong(Files.readAllLines(folder.resolve("postgres/postmaster.pid"))
                .get(0)
                .strip());
    }

    private static int count(Postgres postgres) throws SQLException {
        return Integer.parseInt(first(postgres, "SELECT count(*) FROM kept"));
    }

    private static String setting(Postgres postgres, String name) throws SQLException {
        return first(postgres, "SHOW " + name);
    }

    private static String first(Postgres postgres, String query) throws SQLException {
        try (Connection connection = postgres.superuser("postgres").getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
