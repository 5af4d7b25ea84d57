package io.tenancy.core.mail;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/**
 * A letter in the queue.
 *
 * @param content the letter, sealed
 * @param tries how often somebody has begun to send it
 * @param dueAt when it is to be sent, or sent again
 */
public record QueuedMail(UUID id, String content, int tries, Instant dueAt) {
    public QueuedMail {
        requireNonNull(id);
        requireNonNull(content);
        requireNonNull(dueAt);
    }

    @Override
    public String toString() {
        return "QueuedMail[" + id + "]";
    }
}
