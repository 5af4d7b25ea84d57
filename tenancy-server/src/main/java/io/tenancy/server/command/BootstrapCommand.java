package io.tenancy.server.command;

import io.tenancy.core.invitation.Admitted;
import io.tenancy.core.mail.Mail;
import io.tenancy.core.tenant.Contact;
import io.tenancy.server.Assembly;
import io.tenancy.server.Databases;
import io.tenancy.server.config.Settings;
import io.tenancy.server.mail.InvitationText;
import io.tenancy.server.mail.LogSender;
import java.io.PrintStream;
import java.time.InstantSource;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** {@code bootstrap --email … --name … config.yml}: invites the first operator, and prints the invitation once. */
public final class BootstrapCommand extends PlainCommand {
    public BootstrapCommand() {
        super("bootstrap", "Creates the platform and invites its first operator");
    }

    @Override
    public void configure(Subparser parser) {
        super.configure(parser);
        parser.addArgument("--email").required(true).help("the operator's e-mail address");
        parser.addArgument("--name").required(true).help("the operator's name");
    }

    @Override
    void run(Settings settings, Namespace arguments, PrintStream out) throws Exception {
        Contact operator = new Contact(arguments.getString("name"), arguments.getString("email"));
        try (Databases databases = new Databases(settings.database())) {
            databases.requireSafe();
            Assembly assembly =
                    new Assembly(databases.persistence(), settings, new LogSender(), InstantSource.system());
            Admitted admitted = assembly.bootstrap().run(operator);
            admitted.mail().ifPresent(mail -> print(mail, settings, out));
        }
    }

    private static void print(Mail mail, Settings settings, PrintStream out) {
        if (mail instanceof Mail.Invitation invitation) {
            out.println(InvitationText.of(invitation, settings.baseUrl()));
        }
    }
}
