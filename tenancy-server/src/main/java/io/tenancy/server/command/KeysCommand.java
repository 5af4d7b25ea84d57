package io.tenancy.server.command;

import static java.util.Objects.requireNonNull;

import io.dropwizard.core.Configuration;
import io.tenancy.core.key.SigningKeyStatus;
import io.tenancy.core.platform.KeyService;
import io.tenancy.server.Assembly;
import io.tenancy.server.Databases;
import io.tenancy.server.Embedding;
import io.tenancy.server.config.Settings;
import io.tenancy.server.mail.LogSender;
import java.io.PrintStream;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import net.sourceforge.argparse4j.inf.Subparsers;

/** {@code keys list|rotate|revoke}: shows the keys that sign access tokens, and changes which does. */
public final class KeysCommand<C extends Configuration> extends PlainCommand<C> {
    private static final String ACTION = "action";
    private static final String KID = "kid";
    private static final String ROW = "%-43s  %-9s  %-7s  %-20s  %s%n";

    public KeysCommand(Embedding<C> embedding) {
        super(embedding, "keys", "Shows, rotates and revokes the keys that sign access tokens");
    }

    @Override
    public void configure(Subparser parser) {
        Subparsers actions =
                parser.addSubparsers().title("actions").dest(ACTION).metavar("action");
        addFileArgument(actions.addParser("list").help("shows every key"));
        addFileArgument(actions.addParser("rotate").help("lets the next key sign from now on"));
        Subparser revoke = actions.addParser("revoke").help("removes a key, and makes its tokens void");
        revoke.addArgument(KID).help("the name of the key");
        addFileArgument(revoke);
    }

    @Override
    void run(Settings settings, Namespace arguments, PrintStream out) {
        try (Databases databases = open(settings)) {
            databases.requireSafe();
            KeyService keys = new Assembly(databases.persistence(), settings, new LogSender(), InstantSource.system())
                    .signingKeys();
            switch (requireNonNull(arguments.getString(ACTION))) {
                case "rotate" -> keys.rotate();
                case "revoke" -> keys.revoke(requireNonNull(arguments.getString(KID)));
                default -> {} // shows them
            }
            print(keys.list(), out);
        }
    }

    private static void print(List<SigningKeyStatus> keys, PrintStream out) {
        out.printf(ROW, KID, "algorithm", "state", "since", "until");
        keys.forEach(key -> out.printf(
                ROW,
                key.kid(),
                key.algorithm(),
                key.state().name().toLowerCase(Locale.ROOT),
                key.since().truncatedTo(ChronoUnit.SECONDS),
                key.until()
                        .map(until -> until.truncatedTo(ChronoUnit.SECONDS).toString())
                        .orElse("")));
    }
}
