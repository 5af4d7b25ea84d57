package io.tenancy.core.webhook;

import io.tenancy.core.Check;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What it takes to make a webhook. Nothing said of event types means all. */
public record NewWebhook(URI url, String description, List<String> eventTypes) {
    public NewWebhook(@Nullable URI url, @Nullable String description, @Nullable List<String> eventTypes) {
        this.url = Targets.url(url);
        this.description = Check.optionalText("description", description, 200);
        this.eventTypes = eventTypes == null ? List.of(EventTypes.ALL) : EventTypes.checked(eventTypes);
    }
}
