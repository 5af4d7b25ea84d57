package io.tenancy.server.command;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException;
import io.tenancy.persistence.Doctor;
import io.tenancy.persistence.Doctor.Depth;
import io.tenancy.persistence.Finding;
import io.tenancy.server.Databases;
import io.tenancy.server.Refusal;
import io.tenancy.server.config.Settings;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/**
 * {@code doctor config.yml}: looks for what lets tenants see each other or keeps them from being served, and says how to
 * mend it. Ends with status 0 where there is no danger, 1 where there is one, and 2 where it could not look.
 */
public final class DoctorCommand extends PlainCommand {
    private static final int COULD_NOT_LOOK = 2;

    public DoctorCommand() {
        super("doctor", "Looks for what would break the isolation of tenants");
    }

    @Override
    public void configure(Subparser parser) {
        super.configure(parser);
        parser.addArgument("--format")
                .choices(Stream.of(ReportFormat.values())
                        .map(ReportFormat::argument)
                        .toList())
                .setDefault(ReportFormat.TABLE.argument())
                .help("how the findings are written");
        parser.addArgument("--schema")
                .dest("schemas")
                .action(Arguments.append())
                .help("a further schema with tables of tenants; may be repeated");
        parser.addArgument("--quick")
                .action(Arguments.storeTrue())
                .help("looks no further than a server does at its start");
    }

    @Override
    void run(Settings settings, Namespace arguments, PrintStream out) {
        ReportFormat format = ReportFormat.of(requireNonNull(arguments.getString("format")));
        List<Finding> findings = look(settings, arguments);
        out.println(format.write(findings));
        out.flush();
        if (findings.stream().anyMatch(Finding::isDanger)) {
            throw new Refusal("The doctor has found " + FindingTable.summary(findings));
        }
    }

    private static List<Finding> look(Settings settings, Namespace arguments) {
        Depth depth = arguments.getBoolean("quick") ? Depth.QUICK : Depth.FULL;
        Set<String> schemas = Optional.ofNullable(arguments.<String>getList("schemas")).stream()
                .flatMap(List::stream)
                .collect(Collectors.toSet());
        try (Databases databases = new Databases(settings.database())) {
            databases.requireReachable();
            Doctor doctor = databases.doctor().with(schemas);
            return doctor.examine(depth);
        } catch (Refusal | TenancyException | IllegalArgumentException | IllegalStateException e) {
            throw new Refusal(String.valueOf(e.getMessage()), e, COULD_NOT_LOOK);
        }
    }
}
