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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands messages to a mail server, on a connection of its own each; every wait has an end. */
public final class SmtpSender implements Sender {
    private static final String PATIENCE = "10000";
    /** Letters of domains for which IDNA 2003, which Java has, and IDNA 2008 disagree: sharp s, final sigma, joiners. */
    private static final String DEVIATIONS = "\u00DF\u03C2\u200C\u200D";

    private static final Pattern ENHANCED = Pattern.compile("\\b5\\.(\\d{1,3})\\.\\d{1,3}\\b");
    private static final Logger LOG = LoggerFactory.getLogger(SmtpSender.class);

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
            Transport transport = session.getTransport(protocol);
            try {
                transport.connect(
                        server.host(),
                        server.port(),
                        server.user().orElse(null),
                        server.user().isPresent() ? server.password().reveal() : null);
                transport.sendMessage(message, message.getAllRecipients());
            } finally {
                close(transport);
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

    /** What goes wrong here is no failure: the server has taken the message, or the failure is on its way already. */
    private static void close(Transport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            LOG.debug("The mail server did not say goodbye.", e);
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
        String ascii = ascii(email);
        return name.isEmpty()
                ? new InternetAddress(line(ascii), null)
                : new InternetAddress(line(ascii), line(name), UTF_8.name());
    }

    /**
     * The address as every mail server understands it. The library would cut other characters down to a byte, which makes
     * the address of somebody else; and Java's IDN takes a few letters for others, which makes another domain.
     */
    private static String ascii(String email) {
        int at = email.lastIndexOf('@') + 1;
        try {
            String domain = email.substring(at);
            String ascii = email.substring(0, at) + IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES);
            boolean isPlain = ascii.chars().allMatch(character -> character > ' ' && character < 0x7F);
            if (isPlain && domain.chars().noneMatch(character -> DEVIATIONS.indexOf(character) >= 0)) {
                return ascii;
            }
            throw new IllegalArgumentException("It has characters that SMTP without SMTPUTF8 does not have.");
        } catch (IllegalArgumentException e) {
            throw new Undeliverable("the address cannot be written in ASCII", e);
        }
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
            if (each instanceof SMTPAddressFailedException refused && isOfTheAddress(refused)) {
                return true;
            }
        }
        return false;
    }

    /** With an enhanced status (RFC 3463) it is X.1.X: others tell of a full mailbox, or of a relay that does not know us. */
    private static boolean isOfTheAddress(SMTPAddressFailedException refused) {
        Matcher enhanced = ENHANCED.matcher(String.valueOf(refused.getMessage()));
        return enhanced.find()
                ? enhanced.group(1).equals("1")
                : refused.getReturnCode() == 550 || refused.getReturnCode() == 553;
    }

    /** What kind of failure it is; the text of the server may repeat the address. */
    private static String reason(MessagingException failure) {
        Exception next = failure.getNextException();
        return failure.getClass().getSimpleName()
                + (next == null ? "" : ", " + next.getClass().getSimpleName());
    }
}
