package io.tenancy.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenancy.core.biller.Biller;
import io.tenancy.core.biller.BillerEvent;
import io.tenancy.core.biller.BillerException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** A biller that collects nothing, and whose signature anybody can make, for tests. Safe for use by many threads. */
public final class InMemoryBiller implements Biller {
    private static final String SIGNATURE = "Signature";

    private final Set<String> prices;
    private final Map<String, String> done = new HashMap<>();
    private final Map<String, Customer> customers = new HashMap<>();
    private final Map<String, Set<String>> subscriptions = new HashMap<>();
    private final Map<String, Map<String, Use>> uses = new HashMap<>();
    private boolean away;
    private boolean silent;

    /**
     * @param prices that can be paid
     */
    public InMemoryBiller(Set<String> prices) {
        this.prices = Set.copyOf(prices);
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public synchronized String open(Customer customer, String key) {
        return once("customer " + key, () -> {
            String id = "customer-" + (customers.size() + 1);
            customers.put(id, customer);
            return id;
        });
    }

    @Override
    public synchronized String subscribe(
            String customer, Optional<String> subscription, List<String> wanted, String key) {
        if (!customers.containsKey(customer) || !prices.containsAll(wanted)) {
            throw refusal("There is no such customer, or no such price.");
        }
        return once("subscription " + key, () -> {
            String id = subscription.orElse("subscription-" + (subscriptions.size() + 1));
            subscriptions.put(id, Set.copyOf(wanted));
            return id;
        });
    }

    @Override
    public synchronized void cancel(String subscription, String key) {
        if (!subscriptions.containsKey(subscription)) {
            throw refusal("There is no such subscription.");
        }
        var unused = once("end " + key, () -> {
            subscriptions.put(subscription, Set.of());
            return subscription;
        });
    }

    @Override
    public synchronized void report(String customer, Use use) {
        var unused = once("use " + use.key(), () -> {
            uses.computeIfAbsent(customer, any -> new HashMap<>()).put(use.key(), use);
            return customer;
        });
    }

    /** Reads what {@link #event} has written, where {@link #headers} came with it. */
    @Override
    public BillerEvent read(byte[] body, Function<String, Optional<String>> headers, Instant now) {
        String text = new String(body, UTF_8);
        boolean isSigned = headers.apply(SIGNATURE)
                .filter(signature -> signature.endsWith(" " + text.hashCode()))
                .map(signature -> Instant.ofEpochSecond(Long.parseLong(signature.split(" ", 2)[0])))
                .filter(at -> Duration.between(at, now).compareTo(TOLERANCE) <= 0)
                .isPresent();
        if (!isSigned) {
            throw BillerEvent.unsigned();
        }
        String[] parts = text.split(" ", -1);
        if (parts.length != 5) {
            throw BillerEvent.malformed();
        }
        return new BillerEvent.OfSubscription(
                parts[0],
                Instant.ofEpochSecond(Long.parseLong(parts[1])),
                parts[2],
                parts[3],
                parts[4],
                parts[4].equals("ended"));
    }

    /** The body of what it would say of a subscription, each time the same; {@code ended} is the state of one that has. */
    public static String event(String id, Instant at, String customer, String subscription, String state) {
        return String.join(" ", id, String.valueOf(at.getEpochSecond()), customer, subscription, state);
    }

    /** The headers with which it would send a body. */
    public static Map<String, String> headers(String body, Instant at) {
        return Map.of(SIGNATURE, at.getEpochSecond() + " " + body.hashCode());
    }

    /** Every customer, by its id. */
    public synchronized Map<String, Customer> customers() {
        return Map.copyOf(customers);
    }

    /** What is paid for a subscription; nothing for one that has ended. */
    public synchronized Set<String> paid(String subscription) {
        return subscriptions.getOrDefault(subscription, Set.of());
    }

    /** How much of a meter a customer has used. */
    public synchronized long used(String customer, String meter) {
        return uses.getOrDefault(customer, Map.of()).values().stream()
                .filter(use -> use.meter().equals(meter))
                .mapToLong(Use::amount)
                .sum();
    }

    /** The next request is not done. */
    public synchronized void goAwayOnce() {
        away = true;
    }

    /** The next request is done, and whoever makes it does not hear so. */
    public synchronized void loseAnAnswer() {
        silent = true;
    }

    private String once(String key, Supplier<String> work) {
        if (away) {
            away = false;
            throw unknown("The biller is away.");
        }
        String answer = done.computeIfAbsent(key, any -> work.get());
        if (silent) {
            silent = false;
            throw unknown("The biller has not answered.");
        }
        return answer;
    }

    private static BillerException unknown(String detail) {
        return new BillerException(false, detail, new IllegalStateException(detail));
    }

    private static BillerException refusal(String detail) {
        return new BillerException(true, detail, new IllegalArgumentException(detail));
    }
}
