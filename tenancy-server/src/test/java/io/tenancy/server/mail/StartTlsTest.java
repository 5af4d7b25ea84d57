package io.tenancy.server.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.Secret;
import io.tenancy.core.mail.Letterhead;
import io.tenancy.core.mail.Mail;
import io.tenancy.server.config.Smtp;
import io.tenancy.server.config.Smtp.Tls;
import io.tenancy.server.mail.TestSmtp.Told;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What goes over a connection that has to be secured before anything is said. */
final class StartTlsTest {
    private static final URI BASE = URI.create("https://id.example.com");
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-28T12:00:00Z"));
    private static final Mail NOTICE = new Mail.ChangeNotice("ada@example.org", "Ada", Letterhead.PLAIN);

    @Test
    void sendsThePasswordAndTheMessageOverTlsAlone() throws Exception {
        try (TestSmtp server = TestSmtp.offeringTls(true)) {
            SmtpSender.of(smtp(server), BASE, CLOCK, TestSmtp.trusting()).send(NOTICE);

            assertThat(server.recipients()).containsExactly("ada@example.org");
            assertThat(server.told()).contains(new Told("AUTH", true), new Told("MAIL", true), new Told("DATA", true));
            assertThat(server.told())
                    .filteredOn(told -> !told.secured())
                    .extracting(Told::command)
                    .containsExactly("EHLO", "STARTTLS");
        }
    }

    @Test
    void sendsNothingToAServerThatOffersNone() throws Exception {
        try (TestSmtp server = TestSmtp.offeringTls(false)) {
            SmtpSender sender = SmtpSender.of(smtp(server), BASE, CLOCK, TestSmtp.trusting());

            assertThatThrownBy(() -> sender.send(NOTICE)).isInstanceOf(IllegalStateException.class);

            assertThat(server.told()).extracting(Told::command).doesNotContain("AUTH", "MAIL", "RCPT", "DATA");
        }
    }

    @Test
    void sendsNothingToAServerWhoseCertificateNobodyVouchesFor() throws Exception {
        try (TestSmtp server = TestSmtp.offeringTls(true)) {
            SmtpSender sender = SmtpSender.of(smtp(server), BASE, CLOCK);

            assertThatThrownBy(() -> sender.send(NOTICE)).isInstanceOf(IllegalStateException.class);

            assertThat(server.told()).extracting(Told::command).doesNotContain("AUTH", "MAIL", "RCPT", "DATA");
        }
    }

    private static Smtp smtp(TestSmtp server) {
        return new Smtp(
                "localhost",
                server.port(),
                Optional.of("mailer"),
                new Secret("right"),
                Tls.STARTTLS,
                "mail@example.com");
    }
}
