package io.tenancy.server;

import static java.util.Objects.requireNonNull;

import io.tenancy.auth.Auth;
import io.tenancy.core.Cursors;
import io.tenancy.core.access.Gate;
import io.tenancy.core.audit.JournalSealer;
import io.tenancy.core.mail.Notices;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.webhook.Courier;
import io.tenancy.core.webhook.DeliveryPruning;
import io.tenancy.core.webhook.DeliveryService;
import io.tenancy.core.webhook.Receivers;
import io.tenancy.core.webhook.Signer;
import io.tenancy.core.webhook.WebhookBook;
import io.tenancy.core.webhook.WebhookDelivery;
import io.tenancy.core.webhook.WebhookService;
import io.tenancy.core.webhook.WebhookTurn;
import io.tenancy.persistence.Persistence;
import io.tenancy.server.config.Settings;
import io.tenancy.server.webhook.HttpWebhookSender;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;

/** Webhooks, put together: what people do with them, and how they are told. */
final class Webhooks {
    private final Settings.Webhooks settings;
    private final InstantSource clock;
    private final WebhookBook book;
    private final Receivers receivers;
    private final Signer signer;
    private final Courier courier;

    Webhooks(Persistence stores, Settings settings, Supplier<UUID> ids, InstantSource clock) {
        this.settings = settings.webhooks();
        this.clock = requireNonNull(clock);
        this.book = new WebhookBook(stores.webhooks(), stores.deliveries(), stores.webhookQueue(), stores.chain());
        this.receivers = new Receivers(new HttpWebhookSender(this.settings.loopback()), this.settings.loopback());
        SecureRandom random = new SecureRandom();
        this.signer = new Signer(Auth.webhookSeal(settings.masterKey(), random), random);
        this.courier = new Courier(book, receivers, signer, ids, clock);
    }

    WebhookServices services(Gate gate, Cursors cursors) {
        return new WebhookServices(
                new WebhookService(gate, book, receivers, signer, cursors),
                new DeliveryService(gate, book, courier, cursors));
    }

    WebhookDelivery delivery(Gate gate, TenantDirectory directory, JournalSealer sealer, Notices notices) {
        return new WebhookDelivery(directory, book, new WebhookTurn(gate, book, sealer, courier, notices), clock);
    }

    DeliveryPruning pruning(TenantDirectory directory) {
        return new DeliveryPruning(directory, book, settings.kept(), clock);
    }
}
