package io.tenancy.server.command;

import io.dropwizard.core.Configuration;
import io.tenancy.server.Databases;
import io.tenancy.server.Embedding;
import io.tenancy.server.config.Settings;
import java.io.PrintStream;
import java.util.List;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** {@code tenants list|migrate|retry|purge … config.yml}: what is done to tenants on the server's machine, by the system. */
public final class TenantsCommand<C extends Configuration> extends PlainCommand<C> {
    private static final List<TenantsAction> ACTIONS =
            List.of(new TenantsList(), new TenantsMigrate(), new TenantsRetry(), new TenantsPurge());

    private static final String ACTION = "action";

    public TenantsCommand(Embedding<C> embedding) {
        super(embedding, "tenants", "Lists tenants, migrates their tables, retries what failed, erases tenants");
    }

    @Override
    public void configure(Subparser parser) {
        for (TenantsAction action : ACTIONS) {
            Subparser own = parser.addSubparsers()
                    .addParser(action.name(), true)
                    .description(action.description())
                    .setDefault(ACTION, action);
            action.configure(own);
            addFileArgument(own);
        }
    }

    @Override
    void run(Settings settings, Namespace arguments, PrintStream out) throws Exception {
        TenantsAction action = arguments.get(ACTION);
        try (Databases databases = open(settings)) {
            action.run(settings, databases, arguments, out);
        }
    }
}
