package io.tenancy.server.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.persistence.FleetProgress.Result;
import io.tenancy.persistence.FleetProgress.Wave;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

final class MigrationProgressTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @Test
    void printsALineForEachWaveAndEachTwentiethToAFile() {
        MigrationProgress progress = progress(false);

        progress.begins(Wave.CANARY, 1);
        progress.ends("acme", Result.MIGRATED);
        progress.begins(Wave.ALL, 200);
        for (int i = 0; i < 200; i++) {
            progress.ends("t-" + i, i == 0 ? Result.FAILED : Result.MIGRATED);
        }

        assertThat(shown.toString(UTF_8).lines())
                .hasSize(23)
                .startsWith(
                        "canary: 1 tenant",
                        "canary: 100 %, 1 of 1, 0 failed",
                        "all: 200 tenants",
                        "all: 5 %, 10 of 200, 1 failed")
                .endsWith("all: 100 %, 200 of 200, 1 failed");
    }

    @Test
    void drawsABarOnOneLineForAPerson() {
        MigrationProgress progress = progress(true);

        progress.begins(Wave.TENTH, 2);
        progress.ends("acme", Result.MIGRATED);
        progress.ends("globex", Result.FAILED);

        String text = shown.toString(UTF_8);
        assertThat(text.lines().filter(line -> !line.isEmpty()))
                .first()
                .asString()
                .startsWith("tenth  [------------------------------]   0 %  0/2  0 failed");
        assertThat(text).contains("\rtenth  [##############################] 100 %  2/2  1 failed");
        assertThat(text.chars().filter(letter -> letter == '\n').count()).isEqualTo(1);
    }

    @Test
    void saysThatItWaits() {
        progress(false).waits();

        assertThat(shown.toString(UTF_8)).contains("Another migration is under way.");
    }

    private MigrationProgress progress(boolean interactive) {
        return new MigrationProgress(new PrintStream(shown, true, UTF_8), interactive);
    }
}
