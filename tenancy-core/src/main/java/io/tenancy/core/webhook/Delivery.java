package io.tenancy.core.webhook;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.webhook.WebhookSender.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A message for a webhook, and what has become of it.
 *
 * @param messageId the {@code webhook-id}
 * @param entry the entry of the journal; there is none for a ping
 * @param replay whether somebody has asked for it to be sent again
 * @param attempts how often it was sent
 * @param nextAttemptAt when it is sent again, where that is certain
 * @param last the last attempt
 */
public record Delivery(
        DeliveryId id,
        WebhookId webhook,
        String messageId,
        Optional<UUID> entry,
        String eventType,
        Status status,
        boolean replay,
        int attempts,
        Instant createdAt,
        Optional<Instant> nextAttemptAt,
        Attempt last) {

    /** What has become of it. */
    public enum Status {
        DELIVERED,
        /** It is tried again. */
        FAILING,
        /** It is not tried again. */
        FAILED
    }

    /**
     * Sending it once.
     *
     * @param number from 1
     * @param status the code of the answer, if there was one
     * @param error why there was none
     * @param excerpt the beginning of the answer's body, 1 KiB at most
     */
    public record Attempt(
            int number,
            Instant at,
            int milliseconds,
            Optional<Integer> status,
            Optional<String> error,
            String excerpt) {
        public Attempt {
            requireNonNull(at);
            requireNonNull(status);
            requireNonNull(error);
            requireNonNull(excerpt);
        }

        static Attempt of(int number, Instant at, Duration time, Answer answer) {
            int milliseconds = (int) Math.min(Integer.MAX_VALUE, Math.max(0, time.toMillis()));
            return new Attempt(number, at, milliseconds, answer.status(), answer.error(), answer.excerpt());
        }
    }

    public Delivery {
        requireNonNull(id);
        requireNonNull(webhook);
        requireNonNull(messageId);
        requireNonNull(entry);
        requireNonNull(eventType);
        requireNonNull(status);
        requireNonNull(createdAt);
        requireNonNull(nextAttemptAt);
        requireNonNull(last);
    }
}
