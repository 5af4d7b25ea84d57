package io.tenancy.server.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.tenancy.core.Secret;
import io.tenancy.core.mail.Letterhead;
import io.tenancy.core.mail.Mail;
import io.tenancy.core.mail.Mail.Accounts.Account;
import io.tenancy.core.mail.Undeliverable;
import io.tenancy.server.config.Smtp;
import io.tenancy.server.config.Smtp.Tls;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages on their way to a real server, and servers that will not have them. */
final class SmtpSenderTest {
    private static final URI BASE = URI.create("https://id.example.com");
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final Letterhead ACME = new Letterhead("acme", "Acme <b>&</b> Söhne", "#ffee00", "de-CH");
    private static final Mail RESET = new Mail.PasswordReset(
            "ada@example.org", "Ada \"A\" Lovelace", ACME, new Secret("pwr_abc"), NOW.plusSeconds(1800));

    private final GreenMail green = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS)
    });

    @AfterEach
    void stop() {
        green.stop();
    }

    @Test
    void sendsTextAndHtmlInTheNameLanguageAndColourOfTheTenant() throws Exception {
        green.start();

        sender(Tls.NONE).send(RESET);

        MimeMessage message = only();
        assertThat(message.getSubject()).isEqualTo("Neues Passwort für Acme <b>&</b> Söhne");
        assertThat(message.getFrom()[0]).asString().contains("mail@example.com");
        assertThat(message.getAllRecipients()[0]).asString().contains("ada@example.org");
        assertThat(message.getSentDate()).isEqualTo(NOW);
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(message.getMessageID()).endsWith("@example.com>");
        MimeMultipart parts = (MimeMultipart) message.getContent();
        assertThat(message.getContentType()).startsWith("multipart/alternative");
        assertThat((String) parts.getBodyPart(0).getContent())
                .contains("Guten Tag Ada \"A\" Lovelace", "https://id.example.com/reset-password#token=pwr_abc")
                .contains("12:30 UTC");
        assertThat((String) parts.getBodyPart(1).getContent())
                .contains("Acme &lt;b&gt;&amp;&lt;/b&gt; Söhne", "Ada &quot;A&quot; Lovelace")
                .contains("background:#ffee00;color:#000000")
                .contains("href=\"https://id.example.com/reset-password#token=pwr_abc\"")
                .doesNotContain("<b>");
    }

    @Test
    void hasWordsForEveryKindOfMessage() throws Exception {
        green.start();
        Secret token = new Secret("x_abc");
        Letterhead english = new Letterhead("acme", "Acme", Letterhead.COLOR, "fr");
        Map<Mail, String> messages = Map.of(
                new Mail.Invitation("a@x.org", "A", english, token, NOW), "/accept-invitation#token=x_abc",
                new Mail.Verification("b@x.org", "B", english, token, NOW, false), "/verify-email#token=x_abc",
                new Mail.Verification("c@x.org", "C", english, token, NOW, true), "/verify-email#token=x_abc",
                new Mail.ChangeNotice("d@x.org", "D", english), "choose another password at once",
                new Mail.Accounts("e@x.org", List.of(new Account("acme", "Acme"), new Account("globex", "Globex"))),
                        "Globex (globex):\nhttps://id.example.com/sign-in?tenant=globex");

        for (Map.Entry<Mail, String> each : messages.entrySet()) {
            sender(Tls.NONE).send(each.getKey());
            MimeMessage message = green.getReceivedMessages()[green.getReceivedMessages().length - 1];
            String plain = (String)
                    ((MimeMultipart) message.getContent()).getBodyPart(0).getContent();
            assertThat(plain.replace("\r\n", "\n")).contains(each.getValue()).doesNotContain("{");
            assertThat(message.getSubject()).doesNotContain("{");
        }
        assertThat(green.getReceivedMessages()).hasSize(5);
    }

    /** Who may add a domain would otherwise be sent the tokens of everybody in the tenant. */
    @Test
    void namesTheDomainOfATenantAndLeadsNoTokenThere() throws Exception {
        green.start();
        Letterhead from = new Letterhead(
                "acme",
                "Acme",
                Letterhead.COLOR,
                "#ffffff",
                Optional.of("abc123"),
                Optional.of("app.acme.example"),
                "en");

        sender(Tls.NONE).send(new Mail.PasswordReset("ada@example.org", "Ada", from, new Secret("pwr_abc"), NOW));

        MimeMultipart parts = (MimeMultipart) only().getContent();
        assertThat((String) parts.getBodyPart(0).getContent())
                .contains("https://id.example.com/reset-password#token=pwr_abc")
                .containsPattern("Acme\\R+https://app\\.acme\\.example\\R*$");
        assertThat((String) parts.getBodyPart(1).getContent())
                .contains("href=\"https://id.example.com/reset-password#token=pwr_abc\"")
                .contains("<a href=\"https://app.acme.example\">app.acme.example</a>")
                .contains("src=\"https://app.acme.example/console/brand/logos/abc123\"");
    }

    @Test
    void letsNoNameBeginAHeader() throws Exception {
        green.start();
        String evil = "Eve\r\nBcc: victim@example.org\r\n\r\nHello";
        Letterhead from = new Letterhead("acme", evil, Letterhead.COLOR, "en");

        sender(Tls.NONE).send(new Mail.PasswordReset("ada@example.org", evil, from, new Secret("pwr_abc"), NOW));

        MimeMessage message = only();
        assertThat(message.getHeader("Bcc")).isNull();
        assertThat(message.getAllRecipients()).hasSize(1);
        assertThat(message.getSubject()).isEqualTo("Another password for Eve  Bcc: victim@example.org    Hello");
        assertThat(GreenMailUtil.getHeaders(message)).doesNotContainPattern("(?m)^Bcc:");
    }

    @Test
    void writesToAnInternationalDomain() throws Exception {
        green.start();

        sender(Tls.NONE).send(new Mail.ChangeNotice("ada@bücher.example", "", Letterhead.PLAIN));

        assertThat(only().getAllRecipients()[0]).asString().isEqualTo("ada@xn--bcher-kva.example");
    }

    /** What SMTP cannot say would become somebody else's address. */
    @ParameterizedTest
    @ValueSource(strings = {"bo\u0161s@example.org", "me@fa\u00DF.example", "eve\u4E00evil.example\u4E3E@example.org"})
    void refusesAnAddressThatIsNotTheSameInAscii(String address) {
        green.start();

        assertThatThrownBy(() -> sender(Tls.NONE).send(new Mail.ChangeNotice(address, "", Letterhead.PLAIN)))
                .isInstanceOf(Undeliverable.class);
        assertThat(green.getReceivedMessages()).isEmpty();
    }

    @Test
    void securesTheConnectionOrSendsNothing() throws Exception {
        green.start();
        int smtps = green.getSmtps().getPort();

        SmtpSender.of(smtp(smtps, Tls.TLS), BASE, InstantSource.fixed(NOW), trusting())
                .send(RESET);
        assertThat(green.getReceivedMessages()).hasSize(1);

        assertThatThrownBy(() -> SmtpSender.of(smtp(smtps, Tls.TLS), BASE, InstantSource.fixed(NOW))
                        .send(RESET))
                .as("a certificate that nobody vouches for")
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sender(Tls.STARTTLS).send(RESET))
                .as("a server without STARTTLS")
                .isInstanceOf(IllegalStateException.class);
        assertThat(green.getReceivedMessages()).hasSize(1);
    }

    @Test
    void signsInWhereThereIsAUser() throws Exception {
        green.start();
        green.setUser("ada@example.org", "mailer", "right");
        int port = green.getSmtp().getPort();

        new Mailer(port, "right").send();
        assertThat(green.getReceivedMessages()).hasSize(1);
        assertThatThrownBy(() -> new Mailer(port, "wrong").send())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("AuthenticationFailedException");
    }

    /** Trusts whatever certificate comes, as GreenMail's own, which names localhost. */
    private static SSLSocketFactory trusting() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Trusting()}, null);
        return context.getSocketFactory();
    }

    private static final class Trusting extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** A sender that signs in. */
    private record Mailer(int port, String password) {
        void send() {
            SmtpSender.of(
                            new Smtp(
                                    "127.0.0.1",
                                    port,
                                    Optional.of("mailer"),
                                    new Secret(password),
                                    Tls.NONE,
                                    "mail@example.com"),
                            BASE,
                            InstantSource.fixed(NOW))
                    .send(RESET);
        }
    }

    @Test
    void tellsARecipientWhoIsRefusedForGoodFromAServerThatIsAway() throws Exception {
        try (RefusingServer refusing = new RefusingServer("550 5.1.1 No such user")) {
            assertThatThrownBy(() -> sender(refusing.port()).send(RESET))
                    .isInstanceOf(Undeliverable.class)
                    .hasMessageNotContaining("ada");
        }
        try (RefusingServer busy = new RefusingServer("451 4.7.1 Try again later")) {
            assertThatThrownBy(() -> sender(busy.port()).send(RESET)).isInstanceOf(IllegalStateException.class);
        }
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        assertThatThrownBy(() -> sender(closed).send(RESET)).isInstanceOf(IllegalStateException.class);
    }

    private MimeMessage only() {
        assertThat(green.getReceivedMessages()).hasSize(1);
        return green.getReceivedMessages()[0];
    }

    private SmtpSender sender(Tls tls) {
        return SmtpSender.of(smtp(green.getSmtp().getPort(), tls), BASE, InstantSource.fixed(NOW));
    }

    private static SmtpSender sender(int port) {
        return SmtpSender.of(smtp(port, Tls.NONE), BASE, InstantSource.fixed(NOW));
    }

    private static Smtp smtp(int port, Tls tls) {
        return new Smtp("127.0.0.1", port, Optional.empty(), new Secret(""), tls, "mail@example.com");
    }

    /** A server that says the same to every recipient. GreenMail refuses nobody. */
    private static final class RefusingServer implements AutoCloseable {
        private final ServerSocket socket;
        private final String answer;

        RefusingServer(String answer) throws IOException {
            this.socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
            this.answer = answer;
            Thread thread = new Thread(this::serve, "refusing-smtp");
            thread.setDaemon(true);
            thread.start();
        }

        int port() {
            return socket.getLocalPort();
        }

        private void serve() {
            try (Socket client = socket.accept();
                    BufferedReader in = new BufferedReader(
                            new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
                say(client, "220 test");
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    say(client, line.startsWith("RCPT") ? answer : line.startsWith("QUIT") ? "221 bye" : "250 ok");
                }
            } catch (IOException e) {
                // The client, or the test, has gone.
            }
        }

        private static void say(Socket client, String line) throws IOException {
            client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
