package io.tenancy.server.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.mail.Mail;
import io.tenancy.core.mail.Sender;
import io.tenancy.core.mail.Undeliverable;
import io.tenancy.server.config.Smtp;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.net.URI;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;

/** Hands messages to a mail server, on a connection of its own each; every wait has an end. */
public final class SmtpSender implements Sender {
    private static final String PATIENCE = "10000";

    private final Smtp server;
    private final URI baseUrl;
    private final InstantSource clock;
    private final Session session;
    private final String protocol;

    private SmtpSender(Smtp server, URI baseUrl, InstantSource clock, Optional<SSLSocketFactory> sockets) {
        this.server = requireNonNull(server);
        this.baseUrl = requireNonNull(baseUrl);
        this.clock = requireNonNull(clock);
        this.protocol = server.tls() == Smtp.Tls.TLS ? "smtps" : "smtp";
        this.session = Session.getInstance(properties(sockets));
    }

    /** A sender that trusts the authorities that the Java platform trusts. */
    public static SmtpSender of(Smtp server, URI baseUrl, InstantSource clock) {
        return new SmtpSender(server, baseUrl, clock, Optional.empty());
    }

    /** The same with an idea of its own of whom to trust. */
    static SmtpSender of(Smtp server, URI baseUrl, InstantSource clock, SSLSocketFactory sockets) {
        return new SmtpSender(server, baseUrl, clock, Optional.of(sockets));
    }

    @Override
    public void send(Mail mail) {
        try {
            MimeMessage message = message(mail);
            try (Transport transport = session.getTransport(protocol)) {
                transport.connect(
                        server.host(),
                        server.port(),
                        server.user().orElse(null),
                        server.user().isPresent() ? server.password().reveal() : null);
                transport.sendMessage(message, message.getAllRecipients());
            }
        } catch (MessagingException e) {
            if (isRefusedForGood(e)) {
                throw new Undeliverable("the mail server refuses the recipient", e);
            }
            throw new IllegalStateException("the mail server has not taken it: " + reason(e), e);
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("Every Java platform has UTF-8.", e);
        }
    }

    private MimeMessage message(Mail mail) throws MessagingException, UnsupportedEncodingException {
        MailText text = MailText.of(mail, baseUrl);
        MimeMessage message = new MimeMessage(session);
        message.setFrom(address(server.from(), text.sender()));
        message.setRecipient(RecipientType.TO, address(mail.to(), mail.name()));
        message.setSubject(line(text.subject()), UTF_8.name());
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader("Auto-Submitted", "auto-generated");
        MimeMultipart alternatives = new MimeMultipart("alternative");
        alternatives.addBodyPart(part(text.plain(), "plain"));
        alternatives.addBodyPart(part(text.html(), "html"));
        message.setContent(alternatives);
        message.saveChanges();
        return message;
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, UTF_8.name(), subtype);
        return part;
    }

    private static InternetAddress address(String email, String name) throws UnsupportedEncodingException {
        int at = email.lastIndexOf('@') + 1;
        String ascii = email.substring(0, at) + IDN.toASCII(email.substring(at));
        return name.isEmpty()
                ? new InternetAddress(line(ascii), null)
                : new InternetAddress(line(ascii), line(name), UTF_8.name());
    }

    /** One line of a header, whatever somebody has got into a name: a line break would begin a header of their own. */
    private static String line(String text) {
        return text.replaceAll("\\p{Cntrl}|[\\u0085\\u2028\\u2029]", " ").strip();
    }

    private Properties properties(Optional<SSLSocketFactory> sockets) {
        String prefix = "mail." + protocol + ".";
        Properties properties = new Properties();
        for (String timeout : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
            properties.setProperty(prefix + timeout, PATIENCE);
        }
        String isStartTls = String.valueOf(server.tls() == Smtp.Tls.STARTTLS);
        properties.setProperty(prefix + "starttls.enable", isStartTls);
        properties.setProperty(prefix + "starttls.required", isStartTls);
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        properties.setProperty(prefix + "auth", String.valueOf(server.user().isPresent()));
        properties.setProperty("mail.from", server.from()); // names the messages, not the user and the machine
        sockets.ifPresent(factory -> properties.put(prefix + "ssl.socketFactory", factory));
        return properties;
    }

    /** Whether the server has said of the recipient, and not of us, that it is of no use to try again. */
    private static boolean isRefusedForGood(MessagingException failure) {
        for (Exception each = failure;
                each != null;
                each = each instanceof MessagingException chained ? chained.getNextException() : null) {
            if (each instanceof SMTPAddressFailedException refused
                    && refused.getReturnCode() >= 550
                    && refused.getReturnCode() <= 553) {
                return true;
            }
        }
        return false;
    }

    /** What kind of failure it is; the text of the server may repeat the address. */
    private static String reason(MessagingException failure) {
        Exception next = failure.getNextException();
        return failure.getClass().getSimpleName()
                + (next == null ? "" : ", " + next.getClass().getSimpleName());
    }
}
