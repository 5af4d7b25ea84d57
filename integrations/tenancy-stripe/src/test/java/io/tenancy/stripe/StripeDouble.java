package io.tenancy.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import org.jspecify.annotations.NullUnmarked;

/**
 * Behaves as Stripe documents the part of its API that we use: form bodies, the secret key as a bearer, idempotency keys whose
 * answers come again and which refuse another request, meter events with identifiers. It can be told to fail.
 */
@NullUnmarked // most of it is maps of what was sent
final class StripeDouble implements AutoCloseable {
    static final String KEY = "sk_test_of_the_double";

    private final HttpServer server;
    private final Gson json = new Gson();
    private final Map<String, Kept> kept = new HashMap<>();
    private final Deque<Failure> failures = new ArrayDeque<>();
    private final Map<String, Map<String, Object>> subscriptions = new HashMap<>();
    private int items;

    final List<Map<String, String>> customers = new ArrayList<>();
    final List<Map<String, String>> begun = new ArrayList<>();
    final List<Map<String, String>> meterEvents = new ArrayList<>();
    final List<String> requests = new ArrayList<>();

    /** The answer of a key, and the request that it was given to. */
    private record Kept(String request, Answer answer) {}

    private record Answer(int status, String body) {}

    /**
     * What is to go wrong with a request.
     *
     * @param done whether the request is done all the same
     * @param status of the answer; 0 for none at all
     */
    private record Failure(int status, boolean done) {}

    StripeDouble() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::serve);
        server.setExecutor(Executors.newSingleThreadExecutor());
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Lets the next requests fail so, before anything is done. */
    synchronized void refuse(int status, int times) {
        for (int time = 0; time < times; time++) {
            failures.add(new Failure(status, false));
        }
    }

    /** Does the next request, and never answers it, however often it comes. */
    synchronized void loseAnswers(int times) {
        for (int time = 0; time < times; time++) {
            failures.add(new Failure(0, true));
        }
    }

    /** Forgets the answers of all keys, as Stripe may after a day. */
    synchronized void forgetKeys() {
        kept.clear();
    }

    synchronized Map<String, Object> subscription(String id) {
        return subscriptions.get(id);
    }

    @SuppressWarnings("unchecked")
    synchronized List<String> prices(String id) {
        return ((Map<String, String>) subscriptions.get(id).get("prices"))
                .values().stream().toList();
    }

    synchronized long used(String meter, String customer) {
        return meterEvents.stream()
                .filter(event -> event.get("event_name").equals(meter)
                        && event.get("payload[stripe_customer_id]").equals(customer))
                .mapToLong(event -> Long.parseLong(event.get("payload[value]")))
                .sum();
    }

    private synchronized void serve(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        String path =
                exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        String version = exchange.getRequestHeaders().getFirst("Stripe-Version");
        requests.add(path + " " + key);
        Failure failure = failures.poll();
        if (failure != null && !failure.done()) {
            send(exchange, error(failure.status(), "api_error", "", "Not now."));
            return;
        }
        Answer answer;
        if (!("Bearer " + KEY).equals(exchange.getRequestHeaders().getFirst("Authorization")) || version == null) {
            answer = error(401, "invalid_request_error", "", "Invalid API Key provided.");
        } else if (exchange.getRequestMethod().equals("POST") && key != null && kept.containsKey(key)) {
            answer = kept.get(key).request().equals(path + body)
                    ? kept.get(key).answer()
                    : error(
                            400,
                            "idempotency_error",
                            "",
                            "Keys for idempotent requests can only be used with the same.");
        } else {
            answer =
                    answer(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), form(body));
            if (key != null && answer.status() < 400) {
                kept.put(key, new Kept(path + body, answer));
            }
        }
        if (failure != null) {
            exchange.close();
            return;
        }
        send(exchange, answer);
    }

    private Answer answer(String method, String path, Map<String, String> form) {
        if (path.equals("/v1/customers") && method.equals("POST")) {
            customers.add(form);
            return ok(Map.of("id", "cus_" + customers.size(), "object", "customer"));
        }
        if (path.equals("/v1/subscriptions") && method.equals("POST")) {
            return begin(form);
        }
        if (path.equals("/v1/billing/meter_events") && method.equals("POST")) {
            return meter(form);
        }
        if (path.startsWith("/v1/subscriptions/")) {
            String id = path.substring(path.lastIndexOf('/') + 1);
            if (!subscriptions.containsKey(id)) {
                return error(404, "invalid_request_error", "resource_missing", "No such subscription.");
            }
            return switch (method) {
                case "DELETE" -> end(id);
                case "POST" -> change(id, form);
                default -> ok(shown(id));
            };
        }
        return error(404, "invalid_request_error", "", "Unrecognized request URL.");
    }

    private Answer begin(Map<String, String> form) {
        int customer = Integer.parseInt(form.get("customer").substring(4));
        if (customer > customers.size() || form.values().contains("price_missing")) {
            return error(400, "invalid_request_error", "resource_missing", "No such price: 'price_missing'");
        }
        begun.add(form);
        String id = "sub_" + begun.size();
        Map<String, String> prices = new TreeMap<>();
        form.entrySet().stream()
                .filter(one -> one.getKey().endsWith("[price]"))
                .sorted(Map.Entry.comparingByKey())
                .forEach(one -> prices.put("si_" + ++items, one.getValue()));
        subscriptions.put(
                id, new HashMap<>(Map.of("customer", form.get("customer"), "status", "active", "prices", prices)));
        return ok(shown(id));
    }

    @SuppressWarnings("unchecked")
    private Answer change(String id, Map<String, String> form) {
        Map<String, String> prices = (Map<String, String>) subscriptions.get(id).get("prices");
        if (subscriptions.get(id).get("status").equals("canceled")) {
            return error(400, "invalid_request_error", "", "A canceled subscription can only update its metadata.");
        }
        for (int place = 0; place < form.size(); place++) {
            String item = "items[" + place + "]";
            if ("true".equals(form.get(item + "[deleted]"))) {
                prices.remove(form.get(item + "[id]"));
            } else if (form.containsKey(item + "[price]")) {
                prices.put("si_" + ++items, form.get(item + "[price]"));
            }
        }
        return ok(shown(id));
    }

    private Answer end(String id) {
        subscriptions.get(id).put("status", "canceled");
        return ok(shown(id));
    }

    private Answer meter(Map<String, String> form) {
        boolean known =
                meterEvents.stream().anyMatch(event -> event.get("identifier").equals(form.get("identifier")));
        if (known) {
            return error(400, "invalid_request_error", "duplicate_meter_event", "An event already exists.");
        }
        if (form.get("payload[value]").replace("-", "").length() > 15) {
            return error(400, "invalid_request_error", "meter_event_value_too_many_digits", "Too many digits.");
        }
        meterEvents.add(form);
        return ok(Map.of("object", "billing.meter_event", "identifier", form.get("identifier")));
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> shown(String id) {
        Map<String, Object> one = subscriptions.get(id);
        List<Map<String, Object>> all = ((Map<String, String>) one.get("prices"))
                .entrySet().stream()
                        .map(item -> Map.<String, Object>of(
                                "id",
                                item.getKey(),
                                "object",
                                "subscription_item",
                                "price",
                                Map.of("id", item.getValue(), "object", "price")))
                        .toList();
        return Map.of(
                "id",
                id,
                "object",
                "subscription",
                "customer",
                one.get("customer"),
                "status",
                one.get("status"),
                "items",
                Map.of("object", "list", "data", all));
    }

    private Answer ok(Map<String, ?> object) {
        return new Answer(200, json.toJson(object));
    }

    private Answer error(int status, String type, String code, String message) {
        JsonObject error = new JsonObject();
        error.addProperty("type", type);
        if (!code.isEmpty()) {
            error.addProperty("code", code);
        }
        error.addProperty("message", message);
        JsonObject whole = new JsonObject();
        whole.add("error", error);
        return new Answer(status, json.toJson(whole));
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new TreeMap<>();
        Arrays.stream(body.split("&")).filter(pair -> pair.contains("=")).forEach(pair -> {
            String[] parts = pair.split("=", 2);
            form.put(URLDecoder.decode(parts[0], UTF_8), URLDecoder.decode(parts[1], UTF_8));
        });
        return form;
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] bytes = answer.body().getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.getResponseHeaders().add("Request-Id", "req_1");
        if (answer.status() == 429) {
            exchange.getResponseHeaders().add("Stripe-Should-Retry", "true");
        }
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
