package io.tenancy.core.webhook;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.JournalEntry;
import io.tenancy.core.access.Work;
import io.tenancy.core.audit.ChainStore.Linked;
import io.tenancy.core.audit.JournalSealer;
import io.tenancy.core.audit.Sealable;
import io.tenancy.core.mail.Notices;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.webhook.Courier.Target;
import io.tenancy.core.webhook.Delivery.Status;
import io.tenancy.core.webhook.Webhook.Reason;
import io.tenancy.core.webhook.WebhookDelivery.Result;
import io.tenancy.core.webhook.WebhookQueue.Next;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The turn of one webhook: it is told what is next in the chain of its tenant's journal, in order, until something fails,
 * nothing is left, or others are to have their turn.
 */
public final class WebhookTurn {
    private static final Duration TIME = Duration.ofSeconds(5);
    private static final int LINKS = 100;
    /** After a crash at most so many messages are sent a second time. */
    private static final int BATCH = 25;
    /** How long it takes until a change is seen whose node has died before it has told of it. */
    private static final Duration SHORTEST_IDLE = Duration.ofSeconds(5);

    private static final Duration LONGEST_IDLE = Duration.ofMinutes(10);
    private static final System.Logger LOG = System.getLogger(WebhookTurn.class.getName());

    private final Gate gate;
    private final WebhookBook book;
    private final JournalSealer sealer;
    private final Courier courier;
    private final Notices notices;

    public WebhookTurn(Gate gate, WebhookBook book, JournalSealer sealer, Courier courier, Notices notices) {
        this.gate = requireNonNull(gate);
        this.book = requireNonNull(book);
        this.sealer = requireNonNull(sealer);
        this.courier = requireNonNull(courier);
        this.notices = requireNonNull(notices);
    }

    /** What was read of the journal, for whom: what is new, or a replay. */
    private record Part(Progress progress, Optional<Replay> replay, List<Linked> links) {}

    /** What was sent of a part: up to which place everything is dealt with, and what has failed behind it. */
    private record Sent(List<Delivery> deliveries, long place, Optional<Delivery> failed) {
        /** Whether that is not tried again. */
        boolean isOver() {
            return failed.filter(delivery -> delivery.status() == Status.FAILED).isPresent();
        }
    }

    Next take(
            TenantScope scope,
            Webhook webhook,
            QueuedWebhook mine,
            BooleanSupplier stopping,
            Map<Result, Integer> results) {
        Instant activeAt = mine.activeAt();
        if (!webhook.isActive()) {
            return resting(activeAt);
        }
        seal(scope);
        Target target = courier.target(scope, webhook);
        Instant end = gate.now().plus(TIME);
        BooleanSupplier enough = () -> stopping.getAsBoolean() || !gate.now().isBefore(end);
        while (!enough.getAsBoolean()) {
            Optional<Progress> progress = book.webhooks().progress(scope, webhook.id());
            Optional<Instant> waits = progress.flatMap(Progress::nextAt).filter(gate.now()::isBefore);
            if (waits.isPresent()) {
                return new Next(waits, true, activeAt);
            }
            Optional<Part> next = progress.map(known -> read(scope, webhook, known))
                    .filter(part -> !part.links().isEmpty());
            if (next.isEmpty()) {
                return new Next(Optional.of(gate.now().plus(idle(activeAt))), false, activeAt);
            }
            Sent sent = send(scope, target, next.get(), enough);
            if (!save(scope, webhook, next.get(), sent)) {
                break;
            }
            activeAt = sent.deliveries().isEmpty() ? activeAt : gate.now();
            sent.deliveries().forEach(delivery -> results.merge(result(delivery), 1, Integer::sum));
            if (sent.isOver()) {
                return resting(activeAt);
            }
        }
        return new Next(Optional.of(gate.now()), false, activeAt);
    }

    private static Next resting(Instant activeAt) {
        return new Next(Optional.empty(), false, activeAt);
    }

    /** A crash may have left entries unsealed; those of other webhooks then wait for nobody else. */
    private void seal(TenantScope scope) {
        if (sealer.seal(scope) > 0) {
            book.queue().wake(scope.id(), gate.now());
        }
    }

    /** What has failed comes first, then replays, then what is new. */
    private Part read(TenantScope scope, Webhook webhook, Progress progress) {
        boolean isNewFailing = progress.failures() > 0 && progress.replay().isEmpty();
        Optional<Replay> replay =
                isNewFailing ? Optional.empty() : book.deliveries().nextReplay(scope, webhook.id());
        long after = replay.map(one -> one.next() - 1).orElse(progress.position());
        List<Linked> links = book.chain().links(scope, after, LINKS).stream()
                .filter(linked -> replay.isEmpty()
                        || linked.link().sequence() <= replay.get().last())
                .toList();
        if (replay.isPresent() && links.isEmpty()) {
            book.deliveries().removeReplay(scope, replay.get().id());
            return read(scope, webhook, progress);
        }
        return new Part(progress, replay, links);
    }

    private Sent send(TenantScope scope, Target target, Part part, BooleanSupplier enough) {
        Optional<Delivery> before = part.progress()
                .delivery()
                .flatMap(id -> book.deliveries().find(scope, target.webhook().id(), id));
        List<Delivery> deliveries = new ArrayList<>();
        long place = part.links().get(0).link().sequence() - 1;
        for (Linked linked : part.links()) {
            Optional<JournalEntry> entry = wanted(target, linked);
            if (entry.isPresent()) {
                if (deliveries.size() == BATCH || enough.getAsBoolean()) {
                    break;
                }
                Optional<Delivery> same = before.filter(
                        known -> known.entry().equals(Optional.of(entry.get().id())));
                int failures = deliveries.isEmpty() ? part.progress().failures() : 0;
                Delivery delivery = courier.deliver(
                        target, entry.get(), same, failures, part.replay().isPresent());
                deliveries.add(delivery);
                if (delivery.status() != Status.DELIVERED) {
                    return new Sent(deliveries, place, Optional.of(delivery));
                }
            }
            place = linked.link().sequence();
        }
        return new Sent(deliveries, place, Optional.empty());
    }

    private static Optional<JournalEntry> wanted(Target target, Linked linked) {
        return linked.sealed()
                .map(Sealable::entry)
                .filter(entry -> target.webhook().wants(entry.action()));
    }

    /** Writes down what was sent; false where the webhook was changed meanwhile, or is somebody else's by now. */
    private boolean save(TenantScope scope, Webhook webhook, Part part, Sent sent) {
        sent.failed().ifPresent(failed -> tell(scope, failed));
        return gate.act(scope, Actor.SYSTEM, work -> {
            if (!advance(scope, webhook, part, sent)) {
                work.changedNothing();
                return false;
            }
            book.deliveries().save(scope, sent.deliveries());
            part.progress()
                    .delivery()
                    .filter(id ->
                            sent.deliveries().stream().noneMatch(one -> one.id().equals(id)))
                    .ifPresent(id -> book.deliveries().giveUp(scope, id)); // nobody wants it any more
            if (sent.isOver()) {
                disable(work, webhook.id(), sent.failed().orElseThrow());
            } else {
                work.changedNothing();
            }
            return true;
        });
    }

    private boolean advance(TenantScope scope, Webhook webhook, Part part, Sent sent) {
        Progress before = part.progress();
        long position = part.replay().isPresent() ? before.position() : sent.place();
        Optional<Delivery> failing = sent.failed().filter(failed -> failed.status() == Status.FAILING);
        boolean isNothingDone = sent.deliveries().size() == 1;
        Progress reached = isNothingDone ? before.movedTo(position) : Progress.at(position);
        Progress after = failing.map(failed ->
                        reached.failed(failed, gate.now(), part.replay().map(Replay::id)))
                .orElse(Progress.at(position));
        return book.webhooks().advance(scope, webhook.id(), before, after)
                && (part.replay().isEmpty()
                        || book.deliveries().moveReplay(scope, part.replay().get(), sent.place() + 1));
    }

    private void disable(Work work, WebhookId id, Delivery failed) {
        Reason reason = failed.last().status().filter(code -> code == 410).isPresent() ? Reason.GONE : Reason.FAILING;
        Webhook disabled = book.disable(work, book.existing(work.scope(), id), reason);
        notices.tellOfWebhook(work, Webhook.origin(disabled.url()), reason == Reason.GONE);
    }

    private void tell(TenantScope scope, Delivery failed) {
        String what = "Webhook " + failed.webhook().value() + " of tenant "
                + scope.id().value() + " failed, attempt " + failed.attempts() + ": "
                + failed.last()
                        .error()
                        .orElseGet(() -> "status "
                                + failed.last().status().map(String::valueOf).orElse(""));
        String then =
                failed.nextAttemptAt().map(at -> "; it is tried again at " + at).orElse("; it is disabled");
        LOG.log(Level.INFO, what + then);
    }

    private Duration idle(Instant activeAt) {
        Duration half = Duration.between(activeAt, gate.now()).dividedBy(2);
        Duration atLeast = half.compareTo(SHORTEST_IDLE) < 0 ? SHORTEST_IDLE : half;
        return atLeast.compareTo(LONGEST_IDLE) > 0 ? LONGEST_IDLE : atLeast;
    }

    private static Result result(Delivery delivery) {
        return switch (delivery.status()) {
            case DELIVERED -> Result.DELIVERED;
            case FAILING -> Result.FAILED;
            case FAILED -> Result.GIVEN_UP;
        };
    }
}
