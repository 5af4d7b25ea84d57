package io.tenancy.stripe;

import java.time.Instant;

/** Events in the form that Stripe documents, with the members that matter and some that do not. */
final class Events {
    private static final long MONTH = 30 * 86_400L;

    private Events() {}

    static String invoice(String id, String type, Instant at, String customer, String invoice, String status) {
        return invoice(id, type, at, customer, invoice, status, 4_900, 5_831);
    }

    static String invoice(
            String id, String type, Instant at, String customer, String invoice, String status, long net, long total) {
        long second = at.getEpochSecond();
        return """
                {"id": "%s", "object": "event", "api_version": "2019-01-01", "created": %d, "type": "%s",
                 "livemode": false, "data": {"object": {"id": "%s", "object": "invoice", "customer": "%s",
                 "status": "%s", "currency": "eur", "created": 1767225600, "due_date": %d, "number": "A-1",
                 "period_start": 1767225600, "period_end": 1767225600, "subtotal": %d, "total_excluding_tax": %d,
                 "total": %d, "metadata": {"tenant": "00000000-0000-7000-8000-000000000000", "tenant_id": "x"},
                 "status_transitions": {"finalized_at": 1767229200, "paid_at": null},
                 "lines": {"object": "list", "data": [
                   {"period": {"start": 1767225600, "end": 1769904000}},
                   {"period": {"start": 1764547200, "end": 1767225600}}]}}}}
                """.formatted(id, second, type, invoice, customer, status, second + MONTH, net, net, total);
    }

    static String subscription(String id, Instant at, String customer, String subscription, String status) {
        return """
                {"id": "%s", "object": "event", "created": %d, "type": "customer.subscription.updated",
                 "data": {"object": {"id": "%s", "object": "subscription", "customer": {"id": "%s"}, "status": "%s"}}}
                """.formatted(id, at.getEpochSecond(), subscription, customer, status);
    }
}
