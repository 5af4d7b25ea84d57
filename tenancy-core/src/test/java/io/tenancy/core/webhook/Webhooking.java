package io.tenancy.core.webhook;

import io.tenancy.core.Cursors;
import io.tenancy.core.access.Caller;
import io.tenancy.core.audit.JournalSealer;
import io.tenancy.core.group.NewGroup;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.webhook.WebhookDelivery.Result;
import io.tenancy.core.webhook.WebhookSender.Answer;
import io.tenancy.core.webhook.WebhookSender.Message;
import io.tenancy.testkit.InMemoryPlatform;
import io.tenancy.testkit.InMemoryReceivers;
import io.tenancy.testkit.InMemoryStores;
import io.tenancy.testkit.PlainWebhookSeal;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Webhooks in memory, with receivers that answer as a test says. */
final class Webhooking {
    static final Answer OK = new Answer(Optional.of(200), Optional.empty(), "ok");
    static final Answer DOWN = new Answer(Optional.of(503), Optional.empty(), "down");
    static final Answer GONE = new Answer(Optional.of(410), Optional.empty(), "");

    private final InMemoryStores memory = new InMemoryStores();
    final InMemoryPlatform platform = new InMemoryPlatform(memory, InMemoryPlatform.POLICY);
    final WebhookBook book = new WebhookBook(
            platform.stores.webhooks(),
            platform.stores.deliveries(),
            platform.stores.webhookQueue(),
            platform.stores.chain());
    final WebhookService webhooks;
    final DeliveryService deliveries;
    final WebhookDelivery delivery;
    private final InMemoryReceivers reached = new InMemoryReceivers(memory);
    private final Receivers receivers = new Receivers(reached, false);

    Webhooking() {
        SecureRandom random = new SecureRandom();
        Signer signer = new Signer(new PlainWebhookSeal(), random);
        Cursors cursors = new Cursors(platform.key, platform.clock);
        Courier courier = new Courier(book, receivers, signer, platform.ids, platform.clock);
        webhooks = new WebhookService(platform.gate, book, receivers, signer, cursors);
        deliveries = new DeliveryService(platform.gate, book, courier, cursors);
        JournalSealer sealer = new JournalSealer(
                platform.stores.transactions(),
                platform.stores.chain(),
                platform.stores.checkpoints(),
                platform.key,
                platform.clock);
        WebhookTurn turn = new WebhookTurn(platform.gate, book, sealer, courier, platform.notices);
        delivery = new WebhookDelivery(platform.directory, book, turn, platform.clock);
    }

    /** From now on, who is at a host answers so. */
    void answer(String host, Function<Message, Answer> answer) {
        reached.answer(host, answer);
    }

    IssuedWebhook create(Caller caller, String host, String... types) {
        return webhooks.create(
                caller,
                new NewWebhook(URI.create("https://" + host + "/in"), "", types.length == 0 ? null : List.of(types)));
    }

    /** What was sent so far, the oldest first. */
    List<Message> messages() {
        return reached.messages();
    }

    /** Delivers after it was heard that journals were sealed. */
    Map<Result, Integer> run() {
        book.queue()
                .tenants(Optional.empty(), 100)
                .forEach(tenant -> book.queue().wake(tenant, platform.clock.instant()));
        return delivery.run(() -> false);
    }

    /** Changes something in the caller's tenant, which leaves an entry {@code group.created}. */
    void change(Caller caller, String name) {
        platform.groups.create(caller, new NewGroup(name, "", Set.of()));
    }

    /** What was sent to a host, in its order, as the ids of messages. */
    List<String> sentTo(String host) {
        return messages().stream()
                .filter(message -> message.url().getHost().equals(host))
                .map(Message::id)
                .toList();
    }

    /** The entries of a tenant's journal of some action, in their order, as the ids of messages. */
    List<String> committed(Caller caller, String noun) {
        TenantScope scope = platform.scope(caller);
        return book.chain().links(scope, 0, 10_000).stream()
                .flatMap(linked -> linked.sealed().stream())
                .filter(found -> found.entry().action().startsWith(noun))
                .map(found -> EventText.id(found.entry().id()))
                .toList();
    }
}
