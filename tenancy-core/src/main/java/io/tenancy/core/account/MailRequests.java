package io.tenancy.core.account;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Limited;
import io.tenancy.core.mail.Letter;
import io.tenancy.core.mail.Outbox;
import io.tenancy.core.session.Client;
import io.tenancy.core.throttle.Throttle;
import io.tenancy.core.throttle.Throttle.Kind;
import java.time.InstantSource;

/** Letters that somebody asks for, so many and no more for each person and from each address. */
public final class MailRequests {
    private final Throttle throttle;
    private final Outbox outbox;
    private final InstantSource clock;

    public MailRequests(Throttle throttle, Outbox outbox, InstantSource clock) {
        this.throttle = requireNonNull(throttle);
        this.outbox = requireNonNull(outbox);
        this.clock = requireNonNull(clock);
    }

    /**
     * Leaves the letter in the outbox.
     *
     * @param subject what is asked for and of whom, in one spelling
     * @throws Limited if that was asked for too often, whether it exists or not
     */
    void ask(String subject, Client client, Letter letter) {
        count(subject, client);
        put(letter);
    }

    void put(Letter letter) {
        outbox.put(letter, clock.instant());
    }

    void count(String subject, Client client) {
        try {
            throttle.spend(Kind.MAIL, subject, client.address());
        } catch (Limited e) {
            throw new Limited("mail.throttled", e.retryAfter().orElseThrow());
        }
    }
}
