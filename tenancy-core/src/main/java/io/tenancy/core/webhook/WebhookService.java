package io.tenancy.core.webhook;

import static io.tenancy.core.access.Permissions.WEBHOOK_READ;
import static io.tenancy.core.access.Permissions.WEBHOOK_WRITE;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Cursors;
import io.tenancy.core.Page;
import io.tenancy.core.PageRequest;
import io.tenancy.core.Position;
import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import io.tenancy.core.entitlement.Entitlements;
import io.tenancy.core.webhook.Webhook.Reason;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The webhooks of the caller's tenant. Who has one is told of whatever changes, as who reads the audit trail is. */
public final class WebhookService {
    /** The most webhooks that a tenant may have. */
    public static final int MOST = 20;

    private final Gate gate;
    private final WebhookBook book;
    private final Receivers receivers;
    private final Signer signer;
    private final Cursors cursors;

    public WebhookService(Gate gate, WebhookBook book, Receivers receivers, Signer signer, Cursors cursors) {
        this.gate = requireNonNull(gate);
        this.book = requireNonNull(book);
        this.receivers = requireNonNull(receivers);
        this.signer = requireNonNull(signer);
        this.cursors = requireNonNull(cursors);
    }

    /** The oldest first. */
    public Page<Webhook> list(Caller caller, PageRequest request) {
        return gate.query(
                caller,
                WEBHOOK_READ,
                scope -> cursors.page(
                        scope.id(),
                        "webhooks",
                        request,
                        (after, limit) -> book.webhooks().list(scope, after, limit),
                        webhook -> new Position("", webhook.id().value())));
    }

    public Webhook get(Caller caller, WebhookId id) {
        return gate.query(caller, WEBHOOK_READ, scope -> book.existing(scope, id));
    }

    /** What a webhook of the caller's tenant can be told of. */
    public List<EventTypes.Family> eventTypes(Caller caller) {
        return gate.query(caller, WEBHOOK_READ, EventTypes::of);
    }

    /** Makes a webhook that is told of what changes from now on. Its secret is shown this once. */
    public IssuedWebhook create(Caller caller, NewWebhook wanted) {
        requireReachable(caller, wanted.url());
        Secret secret = signer.newSecret();
        return gate.command(caller, WEBHOOK_WRITE, work -> {
            work.lock("webhooks");
            if (book.webhooks().count(work.scope()) >= MOST) {
                throw new Conflict("webhook.too_many", "A tenant has at most " + MOST + " webhooks.");
            }
            work.reserve(Entitlements.WEBHOOKS, book.webhooks()::count);
            Webhook webhook = Webhook.of(new WebhookId(work.newId()), wanted, work.now());
            Keys keys = Keys.of(signer.seal(work.scope(), webhook.id(), secret));
            long position = book.chain().head(work.scope()).sequence();
            book.webhooks().add(work.scope(), webhook, keys, position);
            book.queue().add(work.scope().id(), webhook.id(), work.now());
            work.record(
                    "webhook.created",
                    webhook.id(),
                    Difference.added("url", Webhook.origin(webhook.url())),
                    Difference.added("eventTypes", webhook.eventTypes()));
            return new IssuedWebhook(webhook, secret);
        });
    }

    public Webhook update(Caller caller, WebhookId id, WebhookChange change) {
        change.url().ifPresent(url -> requireReachable(caller, url));
        return gate.command(caller, WEBHOOK_WRITE, work -> {
            Webhook webhook = locked(work, id);
            work.check(webhook);
            Webhook changed = webhook.with(change, work.now());
            boolean isSame = changed.url().equals(webhook.url())
                    && webhook.differences(changed).isEmpty();
            if (isSame) {
                work.changedNothing();
                return webhook;
            }
            save(work, changed);
            work.record("webhook.updated", id, webhook.differences(changed));
            return changed;
        });
    }

    /** Its deliveries are forgotten with it. */
    public void delete(Caller caller, WebhookId id) {
        gate.command(caller, WEBHOOK_WRITE, work -> {
            Webhook webhook = locked(work, id);
            work.check(webhook);
            if (!book.webhooks().delete(work.scope(), id)) {
                throw work.lost(changedMeanwhile());
            }
            work.record("webhook.deleted", id, Difference.removed("url", Webhook.origin(webhook.url())));
            book.queue().remove(id);
            return webhook;
        });
    }

    /** Gives a webhook another secret. For 24 h messages have two signatures, the second one under the secret before. */
    public IssuedWebhook rotate(Caller caller, WebhookId id) {
        Secret secret = signer.newSecret();
        return gate.command(caller, WEBHOOK_WRITE, work -> {
            Webhook webhook = locked(work, id);
            Keys keys = book.webhooks().keys(work.scope(), id).orElseThrow(WebhookService::changedMeanwhile);
            Keys rotated = keys.rotated(signer.seal(work.scope(), id, secret), work.now());
            if (!book.webhooks().setKeys(work.scope(), id, rotated)) {
                throw changedMeanwhile();
            }
            work.record("webhook.secret_rotated", id);
            return new IssuedWebhook(webhook, secret);
        });
    }

    /** Sends nothing more until it is enabled. */
    public Webhook disable(Caller caller, WebhookId id) {
        return gate.command(caller, WEBHOOK_WRITE, work -> {
            Webhook webhook = locked(work, id);
            if (!webhook.isActive()) {
                work.changedNothing();
                return webhook;
            }
            return book.disable(work, webhook, Reason.REQUESTED);
        });
    }

    /**
     * Sends again, and at once: also what has failed and waits for its time. It goes on where it stopped, or with what
     * changes from now on.
     */
    public Webhook enable(Caller caller, WebhookId id, Resumption from) {
        return gate.command(caller, WEBHOOK_WRITE, work -> {
            Webhook webhook = locked(work, id);
            Webhook enabled = webhook.in(Optional.empty(), work.now());
            save(work, enabled);
            resume(work, id, from.skip());
            book.queue().rouse(id, work.now());
            work.record(
                    "webhook.enabled",
                    id,
                    Difference.between("status", webhook.status(), enabled.status()),
                    Difference.added("skipped", from.skip()));
            return book.existing(work.scope(), id);
        });
    }

    private void resume(Work work, WebhookId id, boolean skip) {
        Progress progress = book.webhooks().progress(work.scope(), id).orElseThrow(WebhookService::changedMeanwhile);
        if (skip) {
            progress.delivery().ifPresent(failed -> book.deliveries().giveUp(work.scope(), failed));
            progress.replay().ifPresent(replay -> book.deliveries().removeReplay(work.scope(), replay));
            book.webhooks()
                    .reset(
                            work.scope(),
                            id,
                            Progress.at(book.chain().head(work.scope()).sequence()));
        } else {
            book.webhooks().reset(work.scope(), id, progress.due());
        }
    }

    private Webhook locked(Work work, WebhookId id) {
        work.lock("webhooks");
        return book.existing(work.scope(), id);
    }

    private void save(Work work, Webhook changed) {
        if (!book.webhooks().update(work.scope(), changed)) {
            throw work.lost(changedMeanwhile());
        }
    }

    /** Before the transaction: a name is looked up. */
    private void requireReachable(Caller caller, URI url) {
        boolean unused = gate.query(caller, WEBHOOK_WRITE, scope -> {
            scope.requireWritable();
            receivers.require(url);
            return true;
        });
    }

    static Conflict changedMeanwhile() {
        return new Conflict("webhook.changed", "Somebody else has changed this webhook. Read it again.");
    }
}
