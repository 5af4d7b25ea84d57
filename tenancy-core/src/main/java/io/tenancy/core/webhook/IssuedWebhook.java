package io.tenancy.core.webhook;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;

/** A webhook and its new secret, which is shown once. */
public record IssuedWebhook(Webhook webhook, Secret secret) {
    public IssuedWebhook {
        requireNonNull(webhook);
        requireNonNull(secret);
    }
}
