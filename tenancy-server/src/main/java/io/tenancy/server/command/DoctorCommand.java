package io.tenancy.server.command;

import io.tenancy.server.Databases;
import io.tenancy.server.Refusal;
import io.tenancy.server.config.Settings;
import java.io.PrintStream;
import net.sourceforge.argparse4j.inf.Namespace;

/** {@code doctor config.yml}: looks for what would let tenants see each other, and ends with status 1 if it finds it. */
public final class DoctorCommand extends PlainCommand {
    public DoctorCommand() {
        super("doctor", "Looks for what would break the isolation of tenants");
    }

    /**
     * Reports what it finds.
     *
     * @throws Refusal if there is a danger, or the database cannot be asked
     */
    @Override
    void run(Settings settings, Namespace arguments, PrintStream out) throws Exception {
        try (Databases databases = new Databases(settings.database())) {
            databases.requireSafe();
            out.println("The database is migrated, and keeps tenants apart.");
        }
    }
}
