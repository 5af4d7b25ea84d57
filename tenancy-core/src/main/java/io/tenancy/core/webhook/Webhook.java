package io.tenancy.core.webhook;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Version;
import io.tenancy.core.Versioned;
import io.tenancy.core.access.Difference;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a tenant is told of its changes.
 *
 * @param eventTypes which changes: {@code user.invited}, {@code user.*}, or {@code *} for all
 * @param disabledBecause why nothing is sent, where nothing is
 * @param failingSince since when what is next in order could not be delivered
 * @param nextAttemptAt when that is tried again
 */
public record Webhook(
        WebhookId id,
        URI url,
        String description,
        List<String> eventTypes,
        Status status,
        Optional<Reason> disabledBecause,
        Optional<Instant> failingSince,
        Optional<Instant> nextAttemptAt,
        Instant createdAt,
        Instant updatedAt,
        long version)
        implements Versioned {

    /** Whether anything is sent. */
    public enum Status {
        ACTIVE,
        DISABLED
    }

    /** Why nothing is sent. */
    public enum Reason {
        /** Somebody has said so. */
        REQUESTED,
        /** The receiver has answered with 410. */
        GONE,
        /** What is next in order could not be delivered for about 75 hours. */
        FAILING
    }

    public Webhook {
        requireNonNull(id);
        requireNonNull(url);
        requireNonNull(description);
        eventTypes = EventTypes.sorted(eventTypes);
        requireNonNull(failingSince);
        requireNonNull(nextAttemptAt);
        requireNonNull(createdAt);
        requireNonNull(updatedAt);
        if (disabledBecause.isPresent() != (status == Status.DISABLED)) {
            throw new IllegalArgumentException("A webhook is disabled for a reason, and no other has one.");
        }
    }

    static Webhook of(WebhookId id, NewWebhook wanted, Instant now) {
        return new Webhook(
                id,
                wanted.url(),
                wanted.description(),
                wanted.eventTypes(),
                Status.ACTIVE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                now,
                now,
                1);
    }

    @Override
    public Version tag() {
        return Version.of(version);
    }

    public boolean isActive() {
        return status == Status.ACTIVE;
    }

    /** Whether it is to be told of a change. */
    public boolean wants(String action) {
        return EventTypes.matches(eventTypes, action);
    }

    Webhook with(WebhookChange change, Instant now) {
        return new Webhook(
                id,
                change.url().orElse(url),
                change.description().orElse(description),
                change.eventTypes().orElse(eventTypes),
                status,
                disabledBecause,
                failingSince,
                nextAttemptAt,
                createdAt,
                now,
                version + 1);
    }

    Webhook in(Optional<Reason> disabled, Instant now) {
        return new Webhook(
                id,
                url,
                description,
                eventTypes,
                disabled.isPresent() ? Status.DISABLED : Status.ACTIVE,
                disabled,
                failingSince,
                nextAttemptAt,
                createdAt,
                now,
                version + 1);
    }

    /** What the audit trail shows of a change. Of the URL it has the origin: the rest of some is a secret. */
    List<Difference> differences(Webhook after) {
        return Difference.real(
                Difference.between("url", origin(url), origin(after.url)),
                Difference.between("description", description, after.description),
                Difference.between("eventTypes", eventTypes, after.eventTypes));
    }

    /** Scheme, host and port of a URL. */
    static String origin(URI url) {
        return url.getScheme() + "://" + url.getRawAuthority();
    }
}
