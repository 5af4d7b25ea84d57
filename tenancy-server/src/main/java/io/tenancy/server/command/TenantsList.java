package io.tenancy.server.command;

import io.tenancy.core.Position;
import io.tenancy.core.tenant.Failure;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.Tenant.Status;
import io.tenancy.core.tenant.TenantFilter;
import io.tenancy.core.tenant.TenantStore;
import io.tenancy.server.Databases;
import io.tenancy.server.config.Settings;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** {@code tenants list [--status …] [--failed]}: a line for each tenant, and one for why it does not get on. */
final class TenantsList implements TenantsAction {
    private static final int PAGE = 500;
    private static final String LINE = "%-36s  %-40s  %-12s  %-8s  %-12s  %s%n";

    @Override
    public String name() {
        return "list";
    }

    @Override
    public String description() {
        return "Lists tenants";
    }

    @Override
    public void configure(Subparser parser) {
        parser.addArgument("--status")
                .type(Arguments.caseInsensitiveEnumType(Status.class))
                .help("only tenants in this status");
        parser.addArgument("--failed").action(Arguments.storeTrue()).help("only tenants at which something failed");
    }

    @Override
    public void run(Settings settings, Namespace arguments, PrintStream out) {
        TenantFilter filter = new TenantFilter(
                Optional.empty(), Optional.ofNullable(arguments.get("status")), arguments.getBoolean("failed"));
        try (Databases databases = TenantsAction.databases(settings)) {
            print(databases.persistence().tenants(), filter, out);
        }
    }

    private static void print(TenantStore tenants, TenantFilter filter, PrintStream out) {
        out.printf(LINE, "id", "slug", "status", "tables", "isolation", "store");
        Optional<Position> after = Optional.empty();
        List<Tenant> page;
        do {
            page = tenants.list(filter, after, PAGE);
            page.forEach(tenant -> print(tenant, out));
            after = page.stream()
                    .reduce((first, last) -> last)
                    .map(last -> new Position("", last.id().value()));
        } while (page.size() == PAGE);
    }

    private static void print(Tenant tenant, PrintStream out) {
        out.printf(
                LINE,
                tenant.id().value(),
                tenant.slug(),
                word(tenant.status()),
                word(tenant.tables()),
                word(tenant.isolation()),
                tenant.store());
        tenant.failure().map(TenantsList::line).ifPresent(out::println);
    }

    private static String line(Failure failure) {
        return "    " + word(failure.step()) + " failed " + failure.attempts() + " times, last at " + failure.at()
                + ": " + failure.reason();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
