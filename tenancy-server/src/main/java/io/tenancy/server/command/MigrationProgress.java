package io.tenancy.server.command;

import static java.util.Objects.requireNonNull;

import io.tenancy.persistence.FleetProgress;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Shows how a migration gets on: to a person as a bar on one line that is written again and again, to a file as a line for
 * each wave and each twentieth of it.
 */
final class MigrationProgress implements FleetProgress {
    private static final int WIDTH = 30;
    private static final int TWENTIETH = 5;
    private static final long OFTEN = TimeUnit.MILLISECONDS.toNanos(100);

    private final PrintStream out;
    private final boolean interactive;
    private String wave = "";
    private int tenants;
    private int done;
    private int failed;
    private int shown;
    private long start;
    private long last;

    MigrationProgress(PrintStream out, boolean interactive) {
        this.out = requireNonNull(out);
        this.interactive = interactive;
    }

    @Override
    public void waits() {
        out.println("Another migration is under way. This one waits for its end.");
    }

    @Override
    public void begins(Wave next, int number) {
        wave = next.name().toLowerCase(Locale.ROOT);
        tenants = number;
        done = 0;
        failed = 0;
        shown = 0;
        start = System.nanoTime();
        if (interactive) {
            draw();
        } else {
            out.println(wave + ": " + number + (number == 1 ? " tenant" : " tenants"));
        }
    }

    @Override
    public void ends(String tenant, Result result) {
        done++;
        if (result == Result.FAILED) {
            failed++;
        }
        if (!interactive) {
            printEachTwentieth();
        } else if (done == tenants || System.nanoTime() - last > OFTEN) {
            draw();
        }
    }

    private void printEachTwentieth() {
        int percent = percent();
        if (percent / TWENTIETH > shown / TWENTIETH) {
            shown = percent;
            out.println("%s: %d %%, %d of %d, %d failed".formatted(wave, percent, done, tenants, failed));
        }
    }

    private void draw() {
        last = System.nanoTime();
        int full = percent() * WIDTH / 100;
        long rate = Math.round(done / Math.max((last - start) / 1e9, 0.001));
        out.print("\r%-6s [%s%s] %3d %%  %d/%d  %d failed  %d/s  "
                .formatted(wave, "#".repeat(full), "-".repeat(WIDTH - full), percent(), done, tenants, failed, rate));
        if (done == tenants) {
            out.println();
        }
        out.flush();
    }

    private int percent() {
        return (int) (done * 100L / tenants);
    }
}
