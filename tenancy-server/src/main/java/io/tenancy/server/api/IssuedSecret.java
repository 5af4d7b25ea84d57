package io.tenancy.server.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.tenancy.core.Secret;
import io.tenancy.core.webhook.IssuedWebhook;
import io.tenancy.core.webhook.Webhook;

/** A webhook and its new secret, which no other answer shows. */
public record IssuedSecret(
        @JsonUnwrapped Webhook webhook,
        @JsonSerialize(using = CoreJson.Shown.class) Secret secret) {
    static IssuedSecret of(IssuedWebhook issued) {
        return new IssuedSecret(issued.webhook(), issued.secret());
    }
}
