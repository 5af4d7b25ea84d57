package io.tenancy.core.mail;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;

/** Where use cases leave letters. They are sent later, by whichever node takes them, at least once each. */
public final class Outbox {
    private final MailQueue queue;
    private final MailSeal seal;
    private final Supplier<UUID> ids;

    public Outbox(MailQueue queue, MailSeal seal, Supplier<UUID> ids) {
        this.queue = requireNonNull(queue);
        this.seal = requireNonNull(seal);
        this.ids = requireNonNull(ids);
    }

    public void put(Letter letter, Instant now) {
        UUID id = ids.get();
        queue.add(new QueuedMail(id, seal.seal(id, letter.text()), 0, now));
    }

    /** The letter in a queued mail. */
    public Letter open(QueuedMail mail) {
        return Letter.of(seal.open(mail.id(), mail.content()));
    }
}
