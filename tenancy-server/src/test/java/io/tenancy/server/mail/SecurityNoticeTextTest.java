package io.tenancy.server.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.mail.Letterhead;
import io.tenancy.core.mail.Mail;
import io.tenancy.core.mail.Mail.SecurityNotice.Event;
import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SecurityNoticeTextTest {
    private static final URI BASE = URI.create("https://id.example.com");
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"en,That was on November", "de,Das war am 28. November"})
    void hasWordsOfItsOwnForEveryEvent(String language, String when) {
        Letterhead from = new Letterhead("acme", "Acme", "#aa0011", language);
        Set<String> subjects = new HashSet<>();
        Set<String> texts = new HashSet<>();

        for (Event event : Event.values()) {
            MailText text = MailText.of(new Mail.SecurityNotice("ada@x.org", "Ada", from, event, NOW), BASE);

            assertThat(text.subject()).contains("Acme").doesNotContain("{");
            assertThat(text.plain())
                    .contains("Ada", "ada@x.org", "Acme", when)
                    .doesNotContain("{")
                    .doesNotContain("http");
            assertThat(text.html()).contains("#aa0011", when);
            subjects.add(text.subject());
            texts.add(text.plain());
        }

        assertThat(subjects).hasSameSizeAs(Event.values());
        assertThat(texts).hasSameSizeAs(Event.values());
    }
}
