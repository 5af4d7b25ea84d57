package io.tenancy.core.account;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.mail.Letter;
import io.tenancy.core.mail.Mail;
import io.tenancy.core.mail.MailQueue;
import io.tenancy.core.mail.Outbox;
import io.tenancy.core.mail.QueuedMail;
import io.tenancy.core.mail.Sender;
import io.tenancy.core.mail.Undeliverable;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Sends the letters of the outbox, each at least once: one that fails is tried again later and later, and given up in the
 * end. Any number of nodes may do so at the same time; one that dies has lost nothing.
 */
public final class MailDelivery {
    /** After so many tries, within about half a day, a letter is given up. */
    public static final int MOST_TRIES = 20;

    private static final Duration LEASE = Duration.ofMinutes(5);
    private static final Duration FIRST_DELAY = Duration.ofSeconds(10);
    private static final Duration LONGEST_DELAY = Duration.ofHours(1);
    private static final int BATCH = 100;
    /** Where a tenant has a database of its own, an invitation can be in the queue a moment before its user is there. */
    private static final int EARLY = 3;

    private static final System.Logger LOG = System.getLogger(MailDelivery.class.getName());

    private final MailQueue queue;
    private final Outbox outbox;
    private final MailWriter writer;
    private final Sender sender;
    private final SecureRandom random;
    private final InstantSource clock;

    /** What has become of a letter. */
    public enum Result {
        SENT,
        /** There is nobody to get it. */
        UNNEEDED,
        POSTPONED,
        GIVEN_UP
    }

    public MailDelivery(
            MailQueue queue,
            Outbox outbox,
            MailWriter writer,
            Sender sender,
            SecureRandom random,
            InstantSource clock) {
        this.queue = requireNonNull(queue);
        this.outbox = requireNonNull(outbox);
        this.writer = requireNonNull(writer);
        this.sender = requireNonNull(sender);
        this.random = requireNonNull(random);
        this.clock = requireNonNull(clock);
    }

    /** Deals with what is due, up to 100 letters, and says what has become of them. */
    public Map<Result, Integer> run() {
        Map<Result, Integer> results = new EnumMap<>(Result.class);
        for (int i = 0; i < BATCH; i++) {
            Instant now = clock.instant();
            Optional<QueuedMail> mail = queue.claim(now, now.plus(LEASE));
            if (mail.isEmpty()) {
                break;
            }
            results.merge(deliver(mail.get()), 1, Integer::sum);
        }
        return results;
    }

    /** How many letters wait. */
    public long waiting() {
        return queue.waiting();
    }

    /** Whatever goes wrong with one letter, an error too, is the end of its try and not of the others'. */
    private Result deliver(QueuedMail mail) {
        if (mail.tries() > MOST_TRIES) {
            return giveUp(mail, "none of them has come to an end");
        }
        try {
            Letter letter = outbox.open(mail);
            Optional<Mail> message = writer.write(letter);
            if (message.isEmpty() && letter instanceof Letter.Invitation && mail.tries() <= EARLY) {
                queue.postpone(mail.id(), mail.tries(), clock.instant().plus(FIRST_DELAY));
                return Result.POSTPONED;
            }
            message.ifPresent(sender::send);
            queue.remove(mail.id(), mail.tries());
            return message.isPresent() ? Result.SENT : Result.UNNEEDED;
        } catch (Undeliverable e) {
            return giveUp(mail, reason(e));
        } catch (RuntimeException | Error e) {
            return mail.tries() < MOST_TRIES ? postpone(mail, reason(e)) : giveUp(mail, reason(e));
        }
    }

    private static String reason(Throwable failure) {
        return failure.getClass().getSimpleName() + ": " + failure.getMessage();
    }

    private Result postpone(QueuedMail mail, String reason) {
        Duration delay = delay(mail.tries());
        LOG.log(
                Level.WARNING,
                "Mail " + mail.id() + " failed, attempt " + mail.tries() + "; it is tried again in " + delay.toSeconds()
                        + " s: " + reason);
        queue.postpone(mail.id(), mail.tries(), clock.instant().plus(delay));
        return Result.POSTPONED;
    }

    /** Doubles from try to try, and differs by up to a half in both directions, so that not all come back at once. */
    private Duration delay(int tries) {
        Duration doubled = FIRST_DELAY.multipliedBy(1L << Math.min(20, tries - 1));
        Duration delay = doubled.compareTo(LONGEST_DELAY) < 0 ? doubled : LONGEST_DELAY;
        return delay.dividedBy(2).plusMillis(random.nextLong(delay.toMillis()));
    }

    private Result giveUp(QueuedMail mail, String reason) {
        LOG.log(Level.ERROR, "Mail " + mail.id() + " is given up after " + mail.tries() + " attempts: " + reason);
        queue.remove(mail.id(), mail.tries());
        try {
            Letter letter = outbox.open(mail);
            writer.givenUp(letter);
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "The journal does not have it: " + reason(e));
        }
        return Result.GIVEN_UP;
    }
}
