package io.tenancy.server;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.webhook.DeliveryService;
import io.tenancy.core.webhook.WebhookService;

/** The use cases of webhooks. */
public record WebhookServices(WebhookService webhooks, DeliveryService deliveries) {
    public WebhookServices {
        requireNonNull(webhooks);
        requireNonNull(deliveries);
    }
}
