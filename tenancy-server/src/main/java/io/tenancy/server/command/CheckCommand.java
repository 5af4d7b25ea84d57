package io.tenancy.server.command;

import io.dropwizard.core.Configuration;
import io.tenancy.server.Embedding;
import io.tenancy.server.config.Settings;
import java.io.PrintStream;
import net.sourceforge.argparse4j.inf.Namespace;

/** {@code check config.yml}: says whether the configuration is complete and safe, without touching the database. */
public final class CheckCommand<C extends Configuration> extends PlainCommand<C> {
    public CheckCommand(Embedding<C> embedding) {
        super(embedding, "check", "Checks the configuration");
    }

    @Override
    void run(Settings settings, Namespace arguments, PrintStream out) {
        out.println("The configuration is complete.");
    }
}
