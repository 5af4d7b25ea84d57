package io.tenancy.server.command;

import io.dropwizard.core.Configuration;
import io.tenancy.server.Databases;
import io.tenancy.server.Embedding;
import io.tenancy.server.Refusal;
import io.tenancy.server.config.Settings;
import java.io.PrintStream;
import net.sourceforge.argparse4j.inf.Namespace;

/** {@code doctor config.yml}: looks for what would let tenants see each other, and ends with status 1 if it finds it. */
public final class DoctorCommand<C extends Configuration> extends PlainCommand<C> {
    public DoctorCommand(Embedding<C> embedding) {
        super(embedding, "doctor", "Looks for what would break the isolation of tenants");
    }

    /**
     * Reports what it finds.
     *
     * @throws Refusal if there is a danger, or the database cannot be asked
     */
    @Override
    void run(Settings settings, Namespace arguments, PrintStream out) throws Exception {
        try (Databases databases = open(settings)) {
            databases.requireSafe();
            out.println("The database is migrated, and keeps tenants apart.");
        }
    }
}
