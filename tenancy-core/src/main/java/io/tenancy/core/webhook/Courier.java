package io.tenancy.core.webhook;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;
import io.tenancy.core.access.JournalEntry;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.webhook.Delivery.Attempt;
import io.tenancy.core.webhook.Delivery.Status;
import io.tenancy.core.webhook.WebhookSender.Answer;
import io.tenancy.core.webhook.WebhookSender.Message;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Writes, signs and sends single messages, and says when one that has failed is tried again. */
public final class Courier {
    /** From one attempt to the next, as Standard Webhooks recommends; with 20 % of jitter about 75 hours in all. */
    static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    /** The longest time for which a receiver is left alone because it wants to be. */
    static final Duration MOST_WANTED = Duration.ofHours(24);

    private final WebhookBook book;
    private final Receivers receivers;
    private final Signer signer;
    private final Supplier<UUID> ids;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    public Courier(WebhookBook book, Receivers receivers, Signer signer, Supplier<UUID> ids, InstantSource clock) {
        this.book = requireNonNull(book);
        this.receivers = requireNonNull(receivers);
        this.signer = requireNonNull(signer);
        this.ids = requireNonNull(ids);
        this.clock = requireNonNull(clock);
    }

    /** A receiver, and what messages to it are signed with. */
    record Target(TenantId tenant, Webhook webhook, List<Secret> secrets) {}

    Target target(TenantScope scope, Webhook webhook) {
        Keys keys = book.webhooks().keys(scope, webhook.id()).orElseThrow(WebhookService::changedMeanwhile);
        return new Target(scope.id(), webhook, signer.open(scope, webhook.id(), keys, clock.instant()));
    }

    Delivery ping(Target target) {
        Instant now = clock.instant();
        String id = EventText.id(ids.get());
        Answer answer = send(
                target,
                id,
                now,
                EventText.ping(target.tenant(), target.webhook().id(), now));
        return new Delivery(
                new DeliveryId(ids.get()),
                target.webhook().id(),
                id,
                Optional.empty(),
                EventText.PING,
                answer.isGood() ? Status.DELIVERED : Status.FAILED,
                false,
                1,
                now,
                Optional.empty(),
                attempt(1, now, answer));
    }

    /**
     * Tells a receiver of a change.
     *
     * @param before the same delivery, where that was tried before
     * @param failures how often in a row it has failed
     */
    Delivery deliver(Target target, JournalEntry entry, Optional<Delivery> before, int failures, boolean isReplay) {
        Instant now = clock.instant();
        Answer answer = send(target, EventText.id(entry.id()), now, EventText.of(target.tenant(), entry));
        int number = before.map(Delivery::attempts).orElse(0) + 1;
        boolean isLast = answer.isGood() || answer.isGone() || failures >= PAUSES.size();
        Status ended = answer.isGood() ? Status.DELIVERED : Status.FAILED;
        return new Delivery(
                before.map(Delivery::id).orElseGet(() -> new DeliveryId(ids.get())),
                target.webhook().id(),
                EventText.id(entry.id()),
                Optional.of(entry.id()),
                entry.action(),
                isLast ? ended : Status.FAILING,
                isReplay,
                number,
                before.map(Delivery::createdAt).orElse(now),
                isLast ? Optional.empty() : Optional.of(clock.instant().plus(pause(failures, answer))),
                attempt(number, now, answer));
    }

    private Answer send(Target target, String id, Instant now, String body) {
        return receivers.send(
                new Message(target.webhook().url(), id, now, Signatures.sign(target.secrets(), id, now, body), body));
    }

    private Attempt attempt(int number, Instant begun, Answer answer) {
        return Attempt.of(number, begun, Duration.between(begun, clock.instant()), answer);
    }

    /**
     * Differs by up to a fifth in both directions, so that not all come back at once. A receiver that wants to be left alone for
     * longer is, for a day at most.
     */
    private Duration pause(int failures, Answer answer) {
        long pause = PAUSES.get(failures).toMillis();
        Duration planned = Duration.ofMillis(pause * 4 / 5 + random.nextLong(pause * 2 / 5));
        Duration wanted = answer.retryAfter()
                .map(time -> time.compareTo(MOST_WANTED) > 0 ? MOST_WANTED : time)
                .orElse(Duration.ZERO);
        return planned.compareTo(wanted) < 0 ? wanted : planned;
    }
}
