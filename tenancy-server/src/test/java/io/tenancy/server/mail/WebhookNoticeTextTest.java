package io.tenancy.server.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.mail.Letterhead;
import io.tenancy.core.mail.Mail;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WebhookNoticeTextTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "en, true, 410, That was on November",
        "en, false, 75 hours, That was on November",
        "de, true, 410, Das war am 28. November",
        "de, false, 75 Stunden, Das war am 28. November"
    })
    void saysWhichWebhookGetsNothingMoreAndWhy(String language, boolean gone, String why, String when) {
        Letterhead from = new Letterhead("acme", "Acme", "#aa0011", language);
        Mail mail = new Mail.WebhookDisabled("ada@x.org", "Ada", from, "https://hooks.x.org", gone, NOW);

        MailText text = MailText.of(mail, URI.create("https://id.example.com"));

        assertThat(text.subject()).contains("Acme").doesNotContain("{");
        assertThat(text.plain())
                .contains("Ada", "Acme", "https://hooks.x.org", why, when)
                .doesNotContain("{");
        assertThat(text.html()).contains("https://hooks.x.org", why);
    }
}
