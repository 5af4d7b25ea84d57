package io.tenancy.stripe;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import io.tenancy.core.Secret;
import io.tenancy.core.biller.Biller;
import io.tenancy.core.biller.BillerEvent;
import io.tenancy.core.billing.BilledInvoice;
import io.tenancy.core.billing.Invoice.Status;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;

/**
 * Reads events of Stripe, by whatever version of its API they are. Who sends one is known by its signature, over the bytes as they
 * came: {@code t=…,v1=HMAC-SHA256}.
 */
final class StripeEvents {
    static final String SIGNATURE = "Stripe-Signature";

    private static final Set<String> OVER = Set.of("canceled", "incomplete_expired");
    private static final String FAILED = "invoice.payment_failed";

    private final List<Secret> secrets;

    StripeEvents(List<Secret> secrets) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("Nobody can know who sends an event.");
        }
        this.secrets = List.copyOf(secrets);
    }

    /** Whether nothing is billed any more for a subscription in that status. */
    static boolean isOver(String status) {
        return OVER.contains(status);
    }

    BillerEvent read(byte[] body, Optional<String> signature, Instant now) {
        String text = new String(body, StandardCharsets.UTF_8);
        String header = signature.orElseThrow(BillerEvent::unsigned);
        if (secrets.stream().noneMatch(secret -> isSigned(text, header, secret, now))) {
            throw BillerEvent.unsigned();
        }
        try {
            return event(JsonParser.parseString(text).getAsJsonObject());
        } catch (JsonParseException | IllegalStateException | UnsupportedOperationException | NumberFormatException e) {
            throw BillerEvent.malformed();
        }
    }

    private static boolean isSigned(String text, String header, Secret secret, Instant now) {
        try {
            return Webhook.Signature.verifyHeader(
                    text, header, secret.reveal(), Biller.TOLERANCE.toSeconds(), Clock.fixed(now, ZoneOffset.UTC));
        } catch (SignatureVerificationException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return false;
        }
    }

    private static BillerEvent event(JsonObject event) {
        String id = text(event, "id").orElseThrow(BillerEvent::malformed);
        String type = text(event, "type").orElseThrow(BillerEvent::malformed);
        Instant at = time(event, "created").orElseThrow(BillerEvent::malformed);
        JsonObject object = object(object(event, "data"), "object");
        Optional<String> customer = text(object, "customer");
        if (customer.isPresent() && type.startsWith("invoice.")) {
            return invoice(object, type)
                    .<BillerEvent>map(invoice -> new BillerEvent.OfInvoice(id, at, customer.get(), invoice))
                    .orElse(new BillerEvent.Other(id, at));
        }
        if (customer.isPresent() && type.startsWith("customer.subscription.")) {
            String state = text(object, "status").orElseThrow(BillerEvent::malformed);
            String subscription = text(object, "id").orElseThrow(BillerEvent::malformed);
            return new BillerEvent.OfSubscription(id, at, customer.get(), subscription, state, isOver(state));
        }
        return new BillerEvent.Other(id, at);
    }

    /** Empty for one that is not issued, or of something else than an invoice. */
    private static Optional<BilledInvoice> invoice(JsonObject object, String type) {
        Optional<Status> status = text(object, "status").flatMap(StripeEvents::status);
        if (status.isEmpty() || !text(object, "object").equals(Optional.of("invoice"))) {
            return Optional.empty();
        }
        String id = text(object, "id").orElseThrow(BillerEvent::malformed);
        long total = number(object, "total").orElseThrow(BillerEvent::malformed);
        long net = number(object, "total_excluding_tax").orElse(total);
        Instant from = edge(object, "start");
        Instant to = edge(object, "end");
        return Optional.of(new BilledInvoice(
                StripeSource.NAME + ":" + id,
                "Stripe invoice " + text(object, "number").orElse(id),
                status.get(),
                type.equals(FAILED),
                text(object, "currency").orElseThrow(BillerEvent::malformed).toUpperCase(Locale.ROOT),
                from,
                from.isBefore(to) ? to : from.plusSeconds(1),
                net,
                total - net,
                issued(object),
                time(object, "due_date")));
    }

    private static Instant issued(JsonObject object) {
        Optional<Instant> finalized = object.get("status_transitions") instanceof JsonObject transitions
                ? time(transitions, "finalized_at")
                : Optional.empty();
        return finalized.or(() -> time(object, "created")).orElseThrow(BillerEvent::malformed);
    }

    /** The time that all lines are for together; that of the invoice itself is the one before. */
    private static Instant edge(JsonObject object, String edge) {
        LongStream times = object.get("lines") instanceof JsonObject lines
                ? StreamSupport.stream(array(lines).spliterator(), false)
                        .map(line -> object(line.getAsJsonObject(), "period"))
                        .mapToLong(period -> number(period, edge).orElseThrow(BillerEvent::malformed))
                : LongStream.empty();
        return (edge.equals("start") ? times.min() : times.max())
                .stream()
                        .mapToObj(Instant::ofEpochSecond)
                        .findAny()
                        .or(() -> time(object, "period_" + edge))
                        .orElseThrow(BillerEvent::malformed);
    }

    private static Optional<Status> status(String word) {
        return switch (word) {
            case "open" -> Optional.of(Status.OPEN);
            case "paid" -> Optional.of(Status.PAID);
            case "void" -> Optional.of(Status.VOID);
            case "uncollectible" -> Optional.of(Status.UNCOLLECTIBLE);
            default -> Optional.empty();
        };
    }

    /** A text, or the id of an object that stands in its place. */
    private static Optional<String> text(JsonObject object, String member) {
        return member(object, member)
                .flatMap(value -> value instanceof JsonObject whole ? member(whole, "id") : Optional.of(value))
                .map(JsonElement::getAsString);
    }

    private static JsonObject object(JsonObject object, String member) {
        return member(object, member).orElseThrow(BillerEvent::malformed).getAsJsonObject();
    }

    private static JsonArray array(JsonObject list) {
        return member(list, "data").orElseThrow(BillerEvent::malformed).getAsJsonArray();
    }

    private static Optional<Long> number(JsonObject object, String member) {
        return member(object, member).map(JsonElement::getAsLong);
    }

    private static Optional<Instant> time(JsonObject object, String member) {
        return number(object, member).map(Instant::ofEpochSecond);
    }

    private static Optional<JsonElement> member(JsonObject object, String name) {
        return Optional.ofNullable(object.get(name)).filter(value -> !value.isJsonNull());
    }
}
