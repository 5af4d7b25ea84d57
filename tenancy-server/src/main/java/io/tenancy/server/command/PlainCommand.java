package io.tenancy.server.command;

import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ConfiguredCommand;
import io.dropwizard.core.setup.Bootstrap;
import io.tenancy.server.TenancyConfiguration;
import io.tenancy.server.config.Settings;
import java.io.PrintStream;
import net.sourceforge.argparse4j.inf.Namespace;

/** A command that does its work with the checked settings, prints for people, and ends. */
abstract class PlainCommand extends ConfiguredCommand<TenancyConfiguration> {
    PlainCommand(String name, String description) {
        super(name, description);
    }

    abstract void run(Settings settings, Namespace arguments, PrintStream out) throws Exception;

    @Override
    protected Class<TenancyConfiguration> getConfigurationClass() {
        return TenancyConfiguration.class;
    }

    @Override
    protected void run(
            Bootstrap<TenancyConfiguration> bootstrap, Namespace arguments, TenancyConfiguration configuration)
            throws Exception {
        Console.logPlainly();
        run(configuration.settings(), arguments, System.out);
    }

    @Override
    public void onError(Cli cli, Namespace arguments, Throwable failure) {
        Console.tell(cli, failure);
    }
}
