package io.tenancy.server.config;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Check;
import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Invalid;
import java.util.Optional;
import java.util.Set;

/**
 * The mail server of a deployment.
 *
 * @param user who signs in there; empty where nobody does
 * @param from the address that mails come from
 */
public record Smtp(String host, int port, Optional<String> user, Secret password, Tls tls, String from) {
    private static final Set<String> OWN_MACHINE = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    /** How the connection is kept from others. */
    public enum Tls {
        /** Begins in clear and has to be secured before anything else; a server that cannot do so gets no mail. */
        STARTTLS,
        /** Is secured from its first byte. */
        TLS,
        /** Is not. */
        NONE
    }

    public Smtp {
        requireNonNull(host);
        requireNonNull(user);
        requireNonNull(password);
        requireNonNull(tls);
        requireNonNull(from);
    }

    /** What is given of a mail server; empty where none is wanted. */
    static Optional<Smtp> read(Given given, boolean wanted) {
        String host = optional(given, "smtpHost");
        int port = given.number("smtpPort", 1, 65_535);
        Optional<String> user = Optional.of(optional(given, "smtpUser")).filter(text -> !text.isEmpty());
        Secret password = new Secret(optional(given, "smtpPassword"));
        Tls tls = given.choice("smtpTls", Tls.class);
        String from = optional(given, "smtpFrom");
        if (!wanted) {
            return Optional.empty();
        }
        if (host.isEmpty()) {
            given.problem("smtpHost", "is missing");
        }
        if (!isAddress(from)) {
            given.problem("smtpFrom", "is not an e-mail address");
        }
        if (user.isPresent() == password.reveal().isEmpty()) {
            given.problem("smtpPassword", "and TENANCY_SMTP_USER are there both, or neither is");
        }
        if (user.isPresent() && tls == Tls.NONE && !OWN_MACHINE.contains(host)) {
            given.problem("smtpTls", "is none, and the password would cross the network in clear");
        }
        return Optional.of(new Smtp(host, port, user, password, tls, from));
    }

    private static String optional(Given given, String setting) {
        String text = given.secret(setting).reveal().strip();
        return text.equals("none") ? "" : text;
    }

    private static boolean isAddress(String text) {
        try {
            return !Check.email("from", text).isEmpty();
        } catch (Invalid e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "Smtp[" + host + ":" + port + "]";
    }
}
