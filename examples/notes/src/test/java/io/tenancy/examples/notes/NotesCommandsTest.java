package io.tenancy.examples.notes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.util.JarLocation;
import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import io.tenancy.server.Refusal;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The commands that come with the bundle know the service's own tables. */
final class NotesCommandsTest {
    private final TestDatabase database = TestPostgres.emptyDatabase();

    @Test
    void migratesAndExaminesTheTablesOfTheService() {
        Optional<Throwable> before = run("doctor", "config.yml");
        Optional<Throwable> migration = run("db", "migrate", "config.yml");
        Optional<Throwable> after = run("doctor", "config.yml");

        assertThat(before).containsInstanceOf(Refusal.class);
        assertThat(migration).isEmpty();
        assertThat(database.sharedTables()).contains("users", "notes");
        assertThat(after).isEmpty();
    }

    @Test
    void findsATableThatIsNotFenced() {
        run("db", "migrate", "config.yml");
        database.plant("ALTER TABLE tenancy.notes NO FORCE ROW LEVEL SECURITY");

        Optional<Throwable> found = run("doctor", "config.yml");

        assertThat(found)
                .map(Throwable::getMessage)
                .hasValueSatisfying(message -> assertThat(message).contains("1 danger"));
    }

    @Test
    void endsWithStatusTwoWhereTheDoctorCannotLook() throws Exception {
        ProcessBuilder doctor = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                NotesApplication.class.getName(),
                "doctor",
                "config.yml");
        doctor.environment().putAll(NotesServer.environment(database.through(1)));
        doctor.redirectErrorStream(true);

        Process ended = doctor.start();
        String said = new String(ended.getInputStream().readAllBytes(), UTF_8);

        assertThat(ended.waitFor()).as(said).isEqualTo(2);
        assertThat(said).contains("cannot be reached");
    }

    private Optional<Throwable> run(String... arguments) {
        NotesApplication application = new NotesApplication(NotesServer.environment(database));
        Bootstrap<NotesConfiguration> bootstrap = new Bootstrap<>(application);
        application.addDefaultCommands(bootstrap);
        application.initialize(bootstrap);
        Cli cli = new Cli(
                new JarLocation(NotesApplication.class),
                bootstrap,
                new ByteArrayOutputStream(),
                new ByteArrayOutputStream());
        return cli.run(arguments);
    }
}
