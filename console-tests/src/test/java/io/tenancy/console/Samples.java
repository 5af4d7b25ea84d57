package io.tenancy.console;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Something of each kind for pages to show, with names that are hostile: a flag, a plan, an invoice, a webhook with a
 * delivery, an export, and usage.
 */
record Samples(
        String tenant,
        String flag,
        String plan,
        String draft,
        String invoice,
        String webhook,
        String delivery,
        String export) {
    /** A name that runs where it is taken for markup, and turns what comes after it around. */
    static final String HOSTILE = "<img src=x onerror=alert(1)> \u202Eevil";

    private static final String OPERATOR = "operator@platform.example";
    private static final String OWNER = "owner@acme.example";

    static Samples in(DemoServer server) {
        Api operator = Api.of(server, "platform", OPERATOR);
        Api owner = Api.of(server, "acme", OWNER);
        String tenant = operator.tenant("acme");
        String flag = flag(operator, tenant);
        String key = "plan-" + UUID.randomUUID().toString().substring(0, 8);
        String plan = id(operator.post("/v1/plans", plan(key)).getAsJsonObject());
        var unusedAnswer = operator.post("/v1/plans/" + plan + "/publish", null);
        String draft = id(operator.post("/v1/plans", plan(key)).getAsJsonObject());
        var unused = operator.put(
                "/v1/tenants/" + tenant + "/subscription", Map.<String, Object>of("plan", key, "when", "now"));
        String webhook = id(owner.post(
                        "/v1/webhooks",
                        Map.<String, Object>of(
                                "url", "https://127.0.0.1:1/" + HOSTILE.hashCode(), "description", HOSTILE))
                .getAsJsonObject());
        String delivery = id(owner.post("/v1/webhooks/" + webhook + "/ping", null)
                .getAsJsonObject()
                .getAsJsonObject("delivery"));
        use(owner);
        String export = id(owner.post("/v1/exports", null).getAsJsonObject());
        return new Samples(tenant, flag, plan, draft, invoice(operator, tenant), webhook, delivery, export);
    }

    /** The pages of an operator that are of one of these. */
    List<String> ofOperator() {
        return List.of(
                "/platform/flags/" + flag,
                "/platform/flags/" + flag + "/variants",
                "/platform/flags/" + flag + "/history",
                "/plans/" + plan,
                "/plans/" + draft + "/edit");
    }

    /** Those of an owner. */
    List<String> ofOwner() {
        return List.of(
                "/webhooks/" + webhook,
                "/webhooks/" + webhook + "/details",
                "/webhooks/" + webhook + "?delivery=" + delivery,
                "/invoices/" + invoice,
                "/data/exports/" + export,
                "/usage?meter=messages&range=hours");
    }

    private static String flag(Api operator, String tenant) {
        String key = "flag-" + UUID.randomUUID().toString().substring(0, 8);
        var unused = operator.post(
                "/v1/platform/flags",
                Map.<String, Object>of(
                        "key",
                        key,
                        "type",
                        "string",
                        "description",
                        HOSTILE,
                        "exposure",
                        "changeable",
                        "variants",
                        List.of(
                                Map.<String, Object>of("name", "a", "value", HOSTILE),
                                Map.<String, Object>of("name", "b", "value", "b")),
                        "rules",
                        List.of(Map.<String, Object>of(
                                "name",
                                HOSTILE,
                                "variant",
                                "a",
                                "when",
                                List.of(
                                        Map.<String, Object>of("about", "tenant", "values", List.of(tenant)),
                                        Map.<String, Object>of("about", "percentage", "percent", 25))))));
        var unusedAnswer = operator.put(
                "/v1/tenants/" + tenant + "/flags/" + key, Map.<String, Object>of("variant", "b", "reason", HOSTILE));
        return key;
    }

    private static Map<String, Object> plan(String key) {
        return Map.<String, Object>of(
                "key", key,
                "name", HOSTILE,
                "description", HOSTILE,
                "prices", List.of(Map.<String, Object>of("amount", 4900, "currency", "EUR", "interval", "month")),
                "entitlements",
                        List.of(
                                Map.<String, Object>of("entitlement", "seats", "limit", 50),
                                Map.<String, Object>of(
                                        "entitlement",
                                        "api_requests",
                                        "limit",
                                        9000,
                                        "per",
                                        "day",
                                        "enforced",
                                        false)));
    }

    /** An invoice of last month, or, where there is one, that. */
    private static String invoice(Api operator, String tenant) {
        String path = "/v1/tenants/" + tenant + "/invoices";
        var known = operator.get(path).getAsJsonArray("items");
        if (!known.isEmpty()) {
            return id(known.get(0).getAsJsonObject());
        }
        Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
        return id(operator.post(
                        path,
                        Map.<String, Object>of(
                                "currency", "EUR",
                                "from", today.minus(30, ChronoUnit.DAYS).toString(),
                                "to", today.minus(1, ChronoUnit.DAYS).toString(),
                                "taxRate", 1900,
                                "lines",
                                        List.of(Map.<String, Object>of(
                                                "description", HOSTILE, "quantity", 2, "unitAmount", 45000))))
                .getAsJsonObject());
    }

    private static void use(Api owner) {
        Instant now = Instant.now();
        var unused = owner.post(
                "/v1/usage/events",
                Map.<String, Object>of(
                        "specversion",
                        "1.0",
                        "id",
                        UUID.randomUUID().toString(),
                        "source",
                        "/samples",
                        "type",
                        "messages",
                        "time",
                        now.toString(),
                        "data",
                        Map.<String, Object>of("count", 1234)));
    }

    private static String id(JsonObject made) {
        return made.get("id").getAsString();
    }
}
