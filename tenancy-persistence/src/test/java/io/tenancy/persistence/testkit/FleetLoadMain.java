package io.tenancy.persistence.testkit;

import io.tenancy.persistence.FleetSummary;
import java.io.PrintStream;

/** Measures by hand: {@code FleetLoadMain <schemas> <workers>}. */
final class FleetLoadMain {
    private static final String CHANGELOG = "io/tenancy/persistence/touches-users.sql";

    private FleetLoadMain() {}

    public static void main(String... arguments) throws Exception {
        FleetLoad load = new FleetLoad(TestPostgres.database().stores());
        load.schemas(Integer.parseInt(arguments[0]));
        load.noted(10_000);
        for (int run = 0; run < 3; run++) {
            tell(System.out, load.migrate(CHANGELOG, Integer.parseInt(arguments[1])));
        }
    }

    private static void tell(PrintStream out, FleetSummary summary) {
        out.println(summary.migrated() + " migrated, " + summary.failures().size() + " failed, "
                + summary.took().toMillis() + " ms, "
                + Math.round(summary.migrated() / (summary.took().toNanos() / 1e9)) + "/s");
    }
}
