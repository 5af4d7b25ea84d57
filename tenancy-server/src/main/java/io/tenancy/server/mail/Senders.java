package io.tenancy.server.mail;

import io.tenancy.core.mail.Sender;
import io.tenancy.server.config.Settings;
import java.time.InstantSource;

/** The sender that the configuration chooses. */
public final class Senders {
    private Senders() {}

    public static Sender of(Settings settings) {
        return switch (settings.mail()) {
            case LOG -> new LogSender();
            case CONSOLE -> new ConsoleSender(settings.baseUrl(), System.out);
            case SMTP -> SmtpSender.of(settings.smtp().orElseThrow(), settings.baseUrl(), InstantSource.system());
        };
    }
}
