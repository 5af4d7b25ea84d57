package io.tenancy.server.command;

import static java.util.Objects.requireNonNull;

import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ServerCommand;
import io.dropwizard.core.setup.Bootstrap;
import io.tenancy.server.Embedding;
import net.sourceforge.argparse4j.inf.Namespace;

/** {@code server config.yml}: serves until it is stopped. Looks at the settings before anything else. */
public final class ServeCommand<C extends Configuration> extends ServerCommand<C> {
    private final Embedding<C> embedding;

    public ServeCommand(Application<C> application, Embedding<C> embedding) {
        super(application, "server", "Serves the API until it is stopped");
        this.embedding = requireNonNull(embedding);
    }

    @Override
    protected void run(Bootstrap<C> bootstrap, Namespace namespace, C configuration) throws Exception {
        var unused = embedding.settings(configuration);
        super.run(bootstrap, namespace, configuration);
    }

    @Override
    public void onError(Cli cli, Namespace namespace, Throwable failure) {
        Console.tell(cli, failure);
    }
}
