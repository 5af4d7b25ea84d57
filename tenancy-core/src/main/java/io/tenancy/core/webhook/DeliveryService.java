package io.tenancy.core.webhook;

import static io.tenancy.core.access.Permissions.WEBHOOK_READ;
import static io.tenancy.core.access.Permissions.WEBHOOK_WRITE;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Cursors;
import io.tenancy.core.Page;
import io.tenancy.core.PageRequest;
import io.tenancy.core.Position;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.TenancyException.Unavailable;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import io.tenancy.core.tenant.TenantScope;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/** What people see of the deliveries to their webhooks, and what they have sent again. */
public final class DeliveryService {
    /** How many replays of a webhook may wait. */
    public static final int MOST_REPLAYS = 10;

    /** How many pings a node sends at the same time: each keeps a request waiting. */
    private static final int PINGS = 8;

    private final Gate gate;
    private final WebhookBook book;
    private final Courier courier;
    private final Cursors cursors;
    private final Semaphore pings = new Semaphore(PINGS);

    public DeliveryService(Gate gate, WebhookBook book, Courier courier, Cursors cursors) {
        this.gate = requireNonNull(gate);
        this.book = requireNonNull(book);
        this.courier = requireNonNull(courier);
        this.cursors = requireNonNull(cursors);
    }

    /** The youngest first. */
    public Page<Delivery> list(Caller caller, WebhookId id, DeliveryFilter filter, PageRequest request) {
        return gate.query(caller, WEBHOOK_READ, scope -> {
            Webhook webhook = book.existing(scope, id);
            return cursors.page(
                    scope.id(),
                    "deliveries of " + webhook.id().value() + " " + filter,
                    request,
                    (before, limit) -> book.deliveries().list(scope, id, filter, before, limit),
                    delivery -> new Position("", delivery.id().value()));
        });
    }

    public DeliveryReport get(Caller caller, WebhookId id, DeliveryId delivery) {
        return gate.query(
                caller,
                WEBHOOK_READ,
                scope -> new DeliveryReport(
                        existing(scope, id, delivery), book.deliveries().attempts(scope, delivery)));
    }

    /** Sends a message that is about nothing, also to a webhook that is disabled, and says what came of it. */
    public DeliveryReport ping(Caller caller, WebhookId id) {
        Courier.Target target = gate.query(caller, WEBHOOK_WRITE, scope -> {
            scope.requireWritable();
            return courier.target(scope, book.existing(scope, id));
        });
        if (!pings.tryAcquire()) {
            throw new Unavailable("webhook.busy", "Too many webhooks are tried out now.", Duration.ofSeconds(5));
        }
        Delivery sent;
        try {
            sent = courier.ping(target);
        } finally {
            pings.release();
        }
        return gate.command(caller, WEBHOOK_WRITE, work -> {
            Webhook webhook = book.existing(work.scope(), id);
            book.deliveries().save(work.scope(), List.of(sent));
            work.record("webhook.pinged", webhook.id());
            return new DeliveryReport(sent, List.of(sent.last()));
        });
    }

    /** Sends one change again, behind the replays that wait already. */
    public Replay replay(Caller caller, WebhookId id, DeliveryId delivery) {
        return gate.command(caller, WEBHOOK_WRITE, work -> {
            Delivery sent = existing(work.scope(), id, delivery);
            UUID entry = sent.entry()
                    .orElseThrow(() ->
                            new Conflict("delivery.not_of_a_change", "This message was about no change. Ping again."));
            long place = book.deliveries()
                    .place(work.scope(), entry)
                    .orElseThrow(() -> new Conflict(
                            "delivery.change_gone", "The audit trail does not have this change any more."));
            return add(work, id, place, place);
        });
    }

    /** Sends the changes of a time again, those of the webhook's event types, behind the replays that wait already. */
    public Replay replay(Caller caller, WebhookId id, ReplayRange range) {
        return gate.command(caller, WEBHOOK_WRITE, work -> {
            TenantScope scope = work.scope();
            long first = book.deliveries().placeBefore(scope, range.from()) + 1;
            return add(work, id, first, book.deliveries().placeBefore(scope, range.until()));
        });
    }

    private Replay add(Work work, WebhookId id, long first, long last) {
        work.lock("webhooks");
        Webhook webhook = book.existing(work.scope(), id);
        if (!webhook.isActive()) {
            throw new Conflict("webhook.disabled", "This webhook is disabled. Enable it first.");
        }
        if (book.deliveries().countReplays(work.scope(), id) >= MOST_REPLAYS) {
            throw new Conflict(
                    "webhook.too_many_replays", "This webhook has " + MOST_REPLAYS + " replays that are not over.");
        }
        Replay replay = new Replay(new ReplayId(work.newId()), id, first, last);
        if (!replay.isOver()) {
            book.deliveries().addReplay(work.scope(), replay);
            book.queue().rouse(id, work.now());
        }
        work.record("webhook.replayed", id, Difference.added("places", first + "-" + last));
        return replay;
    }

    private Delivery existing(TenantScope scope, WebhookId id, DeliveryId delivery) {
        Webhook webhook = book.existing(scope, id);
        return book.deliveries().find(scope, webhook.id(), delivery).orElseThrow(() -> new NotFound("delivery"));
    }
}
