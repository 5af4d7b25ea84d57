package io.tenancy.server.command;

import io.dropwizard.core.Configuration;
import io.tenancy.server.Assembly;
import io.tenancy.server.Databases;
import io.tenancy.server.Embedding;
import io.tenancy.server.config.Settings;
import io.tenancy.server.mail.LogSender;
import java.io.PrintStream;
import java.time.InstantSource;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** {@code addresses rebuild}: enters every user into the index by which people find their accounts. */
public final class AddressesCommand<C extends Configuration> extends PlainCommand<C> {
    public AddressesCommand(Embedding<C> embedding) {
        super(embedding, "addresses", "Rebuilds the index by which people find their accounts");
    }

    @Override
    public void configure(Subparser parser) {
        addFileArgument(parser.addSubparsers()
                .title("actions")
                .metavar("action")
                .addParser("rebuild")
                .help("enters every user of every tenant"));
    }

    @Override
    void run(Settings settings, Namespace arguments, PrintStream out) {
        try (Databases databases = open(settings)) {
            databases.requireSafeAndLook();
            long users = new Assembly(databases.persistence(), settings, new LogSender(), InstantSource.system())
                    .addresses()
                    .rebuild();
            out.println(users + " users are in the index.");
        }
    }
}
