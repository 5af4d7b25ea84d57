package io.tenancy.server.command;

import io.tenancy.server.config.Settings;
import java.io.PrintStream;
import java.util.List;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** {@code tenants list|retry|purge … config.yml}: what is done to tenants on the server's machine, by the system. */
public final class TenantsCommand extends PlainCommand {
    private static final List<TenantsAction> ACTIONS =
            List.of(new TenantsList(), new TenantsRetry(), new TenantsPurge());

    private static final String ACTION = "action";

    public TenantsCommand() {
        super("tenants", "Lists tenants, retries what failed, erases tenants");
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
        action.run(settings, arguments, out);
    }
}
