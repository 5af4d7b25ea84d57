package io.tenancy.core.webhook;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Work;
import io.tenancy.core.audit.ChainStore;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.webhook.Webhook.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything that is kept about webhooks, and the journal from which they are told. */
public record WebhookBook(WebhookStore webhooks, DeliveryStore deliveries, WebhookQueue queue, ChainStore chain) {
    public WebhookBook {
        requireNonNull(webhooks);
        requireNonNull(deliveries);
        requireNonNull(queue);
        requireNonNull(chain);
    }

    Webhook existing(TenantScope scope, WebhookId id) {
        return webhooks.find(scope, id).orElseThrow(() -> new NotFound("webhook"));
    }

    /** Disables a webhook as part of a command. */
    Webhook disable(Work work, Webhook webhook, Reason reason) {
        Webhook disabled = webhook.in(Optional.of(reason), work.now());
        if (!webhooks.update(work.scope(), disabled)) {
            throw work.lost(WebhookService.changedMeanwhile());
        }
        List<Difference> differences = new ArrayList<>();
        differences.add(Difference.between("status", webhook.status(), disabled.status()));
        differences.add(Difference.added("disabledBecause", reason));
        work.record("webhook.disabled", webhook.id(), differences);
        return disabled;
    }
}
