package io.tenancy.core.webhook;

import io.tenancy.core.access.Difference;
import io.tenancy.core.access.JournalEntry;
import io.tenancy.core.audit.CanonicalJson;
import io.tenancy.core.tenant.TenantId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** The bodies of messages: type, time and data, as Standard Webhooks recommends. From where a change came is not told. */
final class EventText {
    /** What is sent when somebody tries a webhook out. */
    static final String PING = "webhook.ping";

    private EventText() {}

    /** The id of a message, the same for each webhook that is told of the entry. */
    static String id(UUID entry) {
        return "msg_" + entry;
    }

    static String of(TenantId tenant, JournalEntry entry) {
        Map<String, Object> data = new HashMap<>();
        data.put("id", entry.id().toString());
        data.put("tenant", tenant.value().toString());
        data.put(
                "actor",
                Map.of(
                        "kind",
                        entry.actor().kind().name().toLowerCase(Locale.ROOT),
                        "id",
                        entry.actor().id().toString()));
        entry.onBehalfOf().ifPresent(user -> data.put("onBehalfOf", user.toString()));
        data.put("target", entry.target().toString());
        data.put("changes", entry.changes().stream().map(EventText::difference).toList());
        return text(entry.action(), entry.at(), data);
    }

    static String ping(TenantId tenant, WebhookId webhook, Instant now) {
        return text(
                PING,
                now,
                Map.of(
                        "tenant",
                        tenant.value().toString(),
                        "webhook",
                        webhook.value().toString()));
    }

    private static String text(String type, Instant at, Map<String, Object> data) {
        return CanonicalJson.of(Map.of("type", type, "timestamp", at.toString(), "data", data));
    }

    private static Map<String, Object> difference(Difference difference) {
        Map<String, Object> texts = new HashMap<>();
        texts.put("field", difference.field());
        difference.before().ifPresent(text -> texts.put("before", text));
        difference.after().ifPresent(text -> texts.put("after", text));
        return texts;
    }
}
