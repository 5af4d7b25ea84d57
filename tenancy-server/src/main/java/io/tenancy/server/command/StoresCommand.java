package io.tenancy.server.command;

import static java.util.Objects.requireNonNull;

import io.dropwizard.core.Configuration;
import io.tenancy.core.platform.StoreChange;
import io.tenancy.core.platform.StoreService;
import io.tenancy.core.platform.StoreStatus;
import io.tenancy.server.Assembly;
import io.tenancy.server.Databases;
import io.tenancy.server.Embedding;
import io.tenancy.server.config.Settings;
import io.tenancy.server.mail.LogSender;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import net.sourceforge.argparse4j.inf.Subparsers;

/** {@code stores list|full|open}: shows every store, and says whether one takes new tenants. */
public final class StoresCommand<C extends Configuration> extends PlainCommand<C> {
    private static final String ACTION = "action";
    private static final String STORE = "store";
    private static final String ROW = "%-40s  %-20s  %-6s  %-4s  %10s  %s%n";

    public StoresCommand(Embedding<C> embedding) {
        super(embedding, "stores", "Shows the stores, and says which are full");
    }

    @Override
    public void configure(Subparser parser) {
        Subparsers actions =
                parser.addSubparsers().title("actions").dest(ACTION).metavar("action");
        addFileArgument(actions.addParser("list").help("shows every store"));
        Subparser full = actions.addParser("full").help("lets a store take no new tenants");
        full.addArgument(STORE);
        addFileArgument(full);
        Subparser open = actions.addParser("open").help("lets a store take new tenants again");
        open.addArgument(STORE);
        addFileArgument(open);
    }

    @Override
    void run(Settings settings, Namespace arguments, PrintStream out) {
        try (Databases databases = open(settings)) {
            databases.requireSafeAndLook();
            StoreService stores =
                    new Assembly(databases.persistence(), settings, new LogSender(), InstantSource.system()).stores();
            String action = requireNonNull(arguments.getString(ACTION));
            if (!action.equals("list")) {
                String store = requireNonNull(arguments.getString(STORE));
                stores.update(store, new StoreChange(Optional.of(action.equals("full"))));
            }
            print(stores.list(), out);
        }
    }

    private static void print(List<StoreStatus> stores, PrintStream out) {
        out.printf(ROW, "store", "region", "served", "full", "tenants", "isolations");
        stores.forEach(store -> out.printf(
                ROW,
                store.name(),
                store.region(),
                word(store.served()),
                word(store.full()),
                store.tenants(),
                String.join(
                        ", ",
                        store.isolations().stream()
                                .map(one -> one.name().toLowerCase(Locale.ROOT))
                                .toList())));
    }

    private static String word(boolean yes) {
        return yes ? "yes" : "no";
    }
}
