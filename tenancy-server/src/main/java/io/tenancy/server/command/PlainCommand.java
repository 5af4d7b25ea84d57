package io.tenancy.server.command;

import static java.util.Objects.requireNonNull;

import io.dropwizard.core.Configuration;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.ConfiguredCommand;
import io.dropwizard.core.setup.Bootstrap;
import io.tenancy.server.Databases;
import io.tenancy.server.Embedding;
import io.tenancy.server.config.Settings;
import java.io.PrintStream;
import net.sourceforge.argparse4j.inf.Namespace;

/** A command that does its work with the checked settings, prints for people, and ends. */
abstract class PlainCommand<C extends Configuration> extends ConfiguredCommand<C> {
    private final Embedding<C> embedding;

    PlainCommand(Embedding<C> embedding, String name, String description) {
        super(name, description);
        this.embedding = requireNonNull(embedding);
    }

    abstract void run(Settings settings, Namespace arguments, PrintStream out) throws Exception;

    /** The databases, with the tables that tenants have in this application. */
    Databases open(Settings settings) {
        return embedding.open(settings);
    }

    @Override
    protected Class<C> getConfigurationClass() {
        return embedding.configuration();
    }

    @Override
    protected void run(Bootstrap<C> bootstrap, Namespace arguments, C configuration) throws Exception {
        Console.logPlainly();
        run(embedding.settings(configuration), arguments, System.out);
    }

    @Override
    public void onError(Cli cli, Namespace arguments, Throwable failure) {
        Console.tell(cli, failure);
    }
}
