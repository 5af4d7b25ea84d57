package io.tenancy.core.mail;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The letters that wait, of all tenants, in the catalogue. Within the transaction of a tenant that lives in the
 * catalogue's database a letter is added with it or not at all; elsewhere it is added at once, so that none is lost.
 */
public interface MailQueue {
    void add(QueuedMail mail);

    /**
     * Takes one letter that is due, the one that has been for the longest time, and counts a try. Nobody else gets it
     * before {@code until}; who has died by then has not lost it.
     */
    Optional<QueuedMail> claim(Instant now, Instant until);

    /** Removes a letter; false where somebody else has taken it since that try. */
    boolean remove(UUID id, int tries);

    /** Makes a letter due at another time; false where somebody else has taken it since that try. */
    boolean postpone(UUID id, int tries, Instant dueAt);

    /** How many letters wait. */
    long waiting();
}
