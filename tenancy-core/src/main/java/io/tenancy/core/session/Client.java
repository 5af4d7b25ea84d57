package io.tenancy.core.session;

import java.util.Optional;

/** From where somebody signs in, as far as it is known; shown to the user and the audit trail, never trusted. */
public record Client(Optional<String> address, Optional<String> userAgent) {
    private static final int LONGEST = 300;

    public Client {
        address = address.map(Client::cut);
        userAgent = userAgent.map(Client::cut);
    }

    private static String cut(String text) {
        return text.substring(0, Math.min(LONGEST, text.length())).replaceAll("[\\p{Cc}\\p{Cs}]", "?");
    }
}
