package io.tenancy.core.webhook;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Id;
import java.util.UUID;

public record WebhookId(UUID value) implements Id {
    public WebhookId {
        requireNonNull(value);
    }
}
