package io.tenancy.server.mail;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.tenancy.core.Secret;
import io.tenancy.core.mail.Sender;
import io.tenancy.server.config.Smtp;
import io.tenancy.server.config.Smtp.Tls;
import io.tenancy.testkit.SenderContract;
import io.tenancy.testkit.TestClock;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;

/** The contract of senders for the one that talks to a mail server. */
final class SmtpDeliveryTest extends SenderContract {
    private final GreenMail green = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    SmtpDeliveryTest() {
        green.start();
    }

    @AfterEach
    void stop() {
        green.stop();
    }

    @Override
    protected Sender sender() {
        Smtp server = new Smtp(
                "127.0.0.1", green.getSmtp().getPort(), Optional.empty(), new Secret(""), Tls.NONE, "mail@example.com");
        return SmtpSender.of(server, URI.create("https://id.example.com"), new TestClock());
    }

    @Override
    protected List<String> received(String address) {
        return Stream.of(green.getReceivedMessages())
                .filter(message -> isTo(message, address))
                .map(SmtpDeliveryTest::text)
                .toList();
    }

    @Override
    protected void breakDown() {
        green.stop();
    }

    private static boolean isTo(MimeMessage message, String address) {
        try {
            return Stream.of(message.getAllRecipients())
                    .allMatch(recipient ->
                            ((InternetAddress) recipient).getAddress().equals(address));
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(MimeMessage message) {
        try {
            return (String)
                    ((MimeMultipart) message.getContent()).getBodyPart(0).getContent();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
