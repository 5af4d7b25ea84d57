package io.tenancy.core.webhook;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.webhook.WebhookSender.Answer;
import io.tenancy.core.webhook.WebhookSender.Message;
import java.net.URI;
import java.util.Locale;

/** Who may be sent messages to, and the way to them. */
public final class Receivers {
    private final WebhookSender sender;
    private final boolean isHttpAllowed;

    /**
     * Receivers by this way.
     *
     * @param isHttpAllowed whether messages may go unencrypted, for tests
     */
    public Receivers(WebhookSender sender, boolean isHttpAllowed) {
        this.sender = requireNonNull(sender);
        this.isHttpAllowed = isHttpAllowed;
    }

    /** Refuses what is not sent to: unencrypted, or at an address that is nobody else's business. */
    void require(URI url) {
        if (!isHttpAllowed && !url.getScheme().toLowerCase(Locale.ROOT).equals("https")) {
            throw new Invalid("url", "url.not_https", "The URL begins with https://.");
        }
        if (!sender.isAllowed(url)) {
            throw new Invalid(
                    "url",
                    "url.private_address",
                    "The URL leads to a private, local or reserved address. Webhooks go to public addresses only.");
        }
    }

    Answer send(Message message) {
        return sender.send(message);
    }
}
