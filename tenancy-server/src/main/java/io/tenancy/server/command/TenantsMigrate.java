package io.tenancy.server.command;

import static java.util.Objects.requireNonNull;

import io.tenancy.persistence.FleetOptions;
import io.tenancy.persistence.FleetProgress.Wave;
import io.tenancy.persistence.FleetSummary;
import io.tenancy.server.Databases;
import io.tenancy.server.Refusal;
import io.tenancy.server.config.Settings;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** {@code tenants migrate}: brings the catalogue, shared tables, and then the own tables of tenants to this release. */
final class TenantsMigrate implements TenantsAction {
    private static final FleetOptions USUAL = FleetOptions.DEFAULT;
    private static final int MOST = 1_000_000;

    @Override
    public String name() {
        return "migrate";
    }

    @Override
    public String description() {
        return "Brings the tables of every tenant to this version";
    }

    @Override
    public void configure(Subparser parser) {
        number(parser, "--workers", 1, 64, USUAL.workers(), "tenants at a time, a connection each");
        number(parser, "--canary", 0, MOST, USUAL.canary(), "tenants that go first, of which none may fail");
        number(parser, "--max-errors", 0, 100, percent(), "how much of a wave may fail, in percent");
        number(parser, "--lock-timeout", 1, 600, (int) USUAL.lockTimeout().toSeconds(), "seconds to wait for a lock");
        parser.addArgument("--dry-run")
                .action(Arguments.storeTrue())
                .help("only say what would be done to the own tables of tenants");
        parser.addArgument("--sql").action(Arguments.storeTrue()).help("show the SQL of each step");
    }

    @Override
    public void run(Settings settings, Databases databases, Namespace arguments, PrintStream out) {
        FleetOptions options = options(arguments);
        List<String> stores = options.dryRun() ? List.of() : databases.migrateAll();
        FleetSummary summary = databases.migrateTenants(options, new MigrationProgress(out, Terminal.isInteractive()));
        out.println(headline(summary, options.dryRun()));
        summary.steps().forEach(step -> print(step, arguments.getBoolean("sql"), out));
        requireComplete(stores, summary);
    }

    /**
     * Makes sure that everything is up to date.
     *
     * @param stores why some stores are not
     * @throws Refusal if anything is not; it lists what
     */
    static void requireComplete(List<String> stores, FleetSummary summary) {
        if (!stores.isEmpty() || !summary.isComplete()) {
            List<String> problems = new ArrayList<>(stores);
            problems.addAll(reasons(summary));
            throw Refusal.listing("Not everything is up to date:", problems);
        }
    }

    private static String headline(FleetSummary summary, boolean dryRun) {
        return "%s %d tenants in %.1f s; %d were up to date already."
                .formatted(
                        dryRun ? "Would migrate" : "Migrated",
                        summary.migrated(),
                        summary.took().toMillis() / 1000.0,
                        summary.current());
    }

    private static void print(FleetSummary.Step step, boolean sql, PrintStream out) {
        String places = step.isolation().name().toLowerCase(Locale.ROOT);
        out.println("  %d with a %s in the store %s: %s"
                .formatted(step.tenants(), places, step.store(), String.join(", ", step.changes())));
        if (sql) {
            out.println(step.sql());
        }
    }

    private static List<String> reasons(FleetSummary summary) {
        List<String> reasons = new ArrayList<>();
        summary.failures().forEach(failure -> reasons.add(failure.toString()));
        if (summary.notAttempted() > 0) {
            reasons.add(summary.notAttempted() + " had no turn. " + wayOn(summary));
        }
        return reasons;
    }

    private static String wayOn(FleetSummary summary) {
        if (summary.stoppedAt().filter(Wave.CANARY::equals).isEmpty()) {
            return "Run it again when the others are mended.";
        }
        String canary = String.valueOf(summary.failures().get(summary.failures().size() - 1));
        return "A tenant that goes first has failed, and goes first again in each run: " + canary
                + " Mend it and run this again, or pass it by with --canary 0.";
    }

    private static FleetOptions options(Namespace arguments) {
        return new FleetOptions(
                given(arguments, "workers"),
                given(arguments, "canary"),
                given(arguments, "max_errors") / 100.0,
                Duration.ofSeconds(given(arguments, "lock_timeout")),
                USUAL.retries(),
                arguments.getBoolean("dry_run"));
    }

    private static int given(Namespace arguments, String name) {
        return requireNonNull(arguments.getInt(name));
    }

    private static int percent() {
        return (int) Math.round(USUAL.errorRate() * 100);
    }

    private static void number(Subparser parser, String name, int least, int most, int usual, String help) {
        parser.addArgument(name)
                .type(Integer.class)
                .choices(Arguments.range(least, most))
                .setDefault(usual)
                .help(help + "; " + usual + " where not given");
    }
}
