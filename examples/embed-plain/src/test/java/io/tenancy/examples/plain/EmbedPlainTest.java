package io.tenancy.examples.plain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.persistence.testkit.TestDatabase;
import io.tenancy.persistence.testkit.TestPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EmbedPlainTest {
    @Test
    void showsThatTheSecondTenantSeesNothingOfTheFirst() throws IOException, InterruptedException {
        TestDatabase database = TestPostgres.emptyDatabase();

        String first = output(database);
        String second = output(database);

        assertThat(first).isEqualToNormalizingNewlines("""
                acme has Una and speaks de-CH
                globex has nobody of this id and speaks fr
                """);
        assertThat(second).isEqualTo(first);
    }

    /** What the program prints in a process of its own. */
    private static String output(TestDatabase database) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                EmbedPlain.class.getName());
        builder.environment()
                .putAll(Map.of(
                        "DB_URL", database.jdbcUrl(),
                        "DB_OWNER_PASSWORD", database.ownerPassword(),
                        "DB_APP_PASSWORD", database.appPassword()));
        Process process = builder.redirectError(Redirect.INHERIT).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }
}
