package io.tenancy.core.webhook;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Sends messages to receivers. It connects to public addresses only: what counts is the address of the connection, not what
 * a name has led to before. It follows no redirect. Never called within a transaction.
 */
public interface WebhookSender {
    /** Whether the host leads to addresses, as far as is known now, to all of which something may be sent. */
    boolean isAllowed(URI url);

    /** Posts a message and waits for the answer, 15 s at most. Whatever goes wrong is an answer too. */
    Answer send(Message message);

    /**
     * A message as Standard Webhooks has it.
     *
     * @param id the same each time that the message is sent, so that a receiver knows it again
     * @param timestamp when it is sent
     * @param signature one or two of them, with a blank in between
     */
    record Message(URI url, String id, Instant timestamp, String signature, String body) {
        public Message {
            requireNonNull(url);
            requireNonNull(id);
            requireNonNull(timestamp);
            requireNonNull(signature);
            requireNonNull(body);
        }

        @Override
        public String toString() {
            return "Message[" + id + "]";
        }
    }

    /**
     * What came of it.
     *
     * @param status the code of the answer, if there was one
     * @param error a sentence that says why there was none
     * @param excerpt the beginning of the body, 1 KiB at most
     * @param retryAfter how long the receiver wants to be left alone (RFC 9110, section 10.2.3), where it has too much to do
     */
    record Answer(Optional<Integer> status, Optional<String> error, String excerpt, Optional<Duration> retryAfter) {
        private static final int GONE = 410;

        public Answer {
            requireNonNull(status);
            requireNonNull(error);
            requireNonNull(excerpt);
            requireNonNull(retryAfter);
        }

        /** One that does not say when to come back. */
        public Answer(Optional<Integer> status, Optional<String> error, String excerpt) {
            this(status, error, excerpt, Optional.empty());
        }

        public static Answer failed(String error) {
            return new Answer(Optional.empty(), Optional.of(error), "");
        }

        /** Whether the receiver has taken the message. */
        public boolean isGood() {
            return status.filter(code -> code >= 200 && code < 300).isPresent();
        }

        /** Whether the receiver wants nothing more, ever. */
        public boolean isGone() {
            return status.filter(code -> code == GONE).isPresent();
        }
    }
}
