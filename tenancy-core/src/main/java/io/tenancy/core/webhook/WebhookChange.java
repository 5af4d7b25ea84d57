package io.tenancy.core.webhook;

import io.tenancy.core.Check;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What of a webhook is to be changed; what is absent stays. */
public record WebhookChange(Optional<URI> url, Optional<String> description, Optional<List<String>> eventTypes) {
    public WebhookChange(Optional<URI> url, Optional<String> description, Optional<List<String>> eventTypes) {
        this.url = url.map(Targets::url);
        this.description = description.map(text -> Check.optionalText("description", text, 200));
        this.eventTypes = eventTypes.map(EventTypes::checked);
    }
}
