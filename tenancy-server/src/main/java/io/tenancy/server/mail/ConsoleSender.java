package io.tenancy.server.mail;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.mail.Mail;
import io.tenancy.core.mail.Sender;
import java.io.PrintStream;
import java.net.URI;

/** Prints each message whole, tokens too. For demonstrations: whoever sees the output can use them. */
public final class ConsoleSender implements Sender {
    private final URI baseUrl;
    private final PrintStream out;

    public ConsoleSender(URI baseUrl, PrintStream out) {
        this.baseUrl = requireNonNull(baseUrl);
        this.out = requireNonNull(out);
    }

    @Override
    public void send(Mail mail) {
        if (mail instanceof Mail.Invitation invitation) {
            out.println(InvitationText.of(invitation, baseUrl));
        } else {
            MailText text = MailText.of(mail, baseUrl);
            out.println("To: " + mail.to() + "\n" + text.subject() + "\n\n" + text.plain());
        }
        if (out.checkError()) {
            throw new IllegalStateException("the output is closed");
        }
    }
}
