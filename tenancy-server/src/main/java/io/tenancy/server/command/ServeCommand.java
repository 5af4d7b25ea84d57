package io.tenancy.server.command;

import io.dropwizard.core.Application;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ServerCommand;
import io.dropwizard.core.setup.Bootstrap;
import io.tenancy.server.TenancyConfiguration;
import net.sourceforge.argparse4j.inf.Namespace;

/** {@code server config.yml}: serves until it is stopped. Looks at the settings before anything else. */
public final class ServeCommand extends ServerCommand<TenancyConfiguration> {
    public ServeCommand(Application<TenancyConfiguration> application) {
        super(application, "server", "Serves the API until it is stopped");
    }

    @Override
    protected void run(
            Bootstrap<TenancyConfiguration> bootstrap, Namespace namespace, TenancyConfiguration configuration)
            throws Exception {
        var unused = configuration.settings();
        super.run(bootstrap, namespace, configuration);
    }

    @Override
    public void onError(Cli cli, Namespace namespace, Throwable failure) {
        Console.tell(cli, failure);
    }
}
