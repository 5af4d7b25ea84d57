package io.tenancy.stripe;

import static java.util.Objects.requireNonNull;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.Subscription;
import com.stripe.model.SubscriptionItem;
import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.SubscriptionCancelParams;
import com.stripe.param.SubscriptionCreateParams;
import com.stripe.param.SubscriptionUpdateParams;
import com.stripe.param.billing.MeterEventCreateParams;
import io.tenancy.core.biller.Biller;
import io.tenancy.core.biller.BillerEvent;
import io.tenancy.core.biller.BillerException;
import io.tenancy.core.biller.BillerSource.Access;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Asks Stripe. A request that fails on the way, or that Stripe wants to be made later, is made again up to three times. */
final class StripeBiller implements Biller {
    private static final int RETRIES = 3;
    private static final String KNOWN = "duplicate_meter_event";
    private static final int CONNECT_MILLIS = 10_000;
    private static final int READ_MILLIS = 30_000;

    private final StripeClient stripe;
    private final StripeEvents events;
    private final int dueDays;

    /** A request to Stripe. */
    private interface Call<T> {
        T make() throws StripeException;
    }

    StripeBiller(Access access) {
        requireNonNull(access);
        StripeClient.StripeClientBuilder builder = StripeClient.builder()
                .setApiKey(access.key().reveal())
                .setMaxNetworkRetries(RETRIES)
                .setConnectTimeout(CONNECT_MILLIS)
                .setReadTimeout(READ_MILLIS);
        access.address()
                .map(Object::toString)
                .ifPresent(address -> builder.setApiBase(address).setMeterEventsBase(address));
        this.stripe = builder.build();
        this.events = new StripeEvents(access.eventSecrets());
        this.dueDays = access.dueDays();
    }

    @Override
    public String name() {
        return StripeSource.NAME;
    }

    @Override
    public String open(Customer customer, String key) {
        CustomerCreateParams wanted = CustomerCreateParams.builder()
                .setName(customer.name())
                .setEmail(customer.address())
                .putMetadata("tenant", customer.tenant().value().toString())
                .build();
        return asked(() -> stripe.v1()
                .customers()
                .create(wanted, with(key + hash(List.of(customer.name(), customer.address()))))
                .getId());
    }

    @Override
    public String subscribe(String customer, Optional<String> subscription, List<String> prices, String key) {
        return subscription.isPresent()
                ? change(subscription.get(), prices, key)
                : asked(() -> stripe.v1()
                        .subscriptions()
                        .create(begun(customer, prices), with(key))
                        .getId());
    }

    private SubscriptionCreateParams begun(String customer, List<String> prices) {
        SubscriptionCreateParams.Builder wanted = SubscriptionCreateParams.builder()
                .setCustomer(customer)
                .setCollectionMethod(SubscriptionCreateParams.CollectionMethod.SEND_INVOICE)
                .setDaysUntilDue((long) dueDays);
        prices.forEach(price -> wanted.addItem(
                SubscriptionCreateParams.Item.builder().setPrice(price).build()));
        return wanted.build();
    }

    /** Asked twice it changes nothing more: the second time the items are there already. */
    private String change(String id, List<String> prices, String key) {
        Subscription now = asked(() -> stripe.v1().subscriptions().retrieve(id));
        SubscriptionUpdateParams.Builder wanted = SubscriptionUpdateParams.builder();
        Set<String> missing = new HashSet<>(prices);
        List<String> changes = new ArrayList<>();
        for (SubscriptionItem item : now.getItems().getData()) {
            if (!missing.remove(item.getPrice().getId())) {
                wanted.addItem(SubscriptionUpdateParams.Item.builder()
                        .setId(item.getId())
                        .setDeleted(true)
                        .build());
                changes.add(item.getId());
            }
        }
        for (String price : prices.stream().filter(missing::contains).toList()) {
            wanted.addItem(
                    SubscriptionUpdateParams.Item.builder().setPrice(price).build());
            changes.add(price);
        }
        return changes.isEmpty()
                ? id
                : asked(() -> stripe.v1()
                        .subscriptions()
                        .update(id, wanted.build(), with(key + hash(changes)))
                        .getId());
    }

    /** Stripe refuses a key that comes again with another request, so what may be another has another key. */
    private static String hash(List<String> words) {
        return "-" + Integer.toHexString(words.hashCode());
    }

    @Override
    public void cancel(String subscription, String key) {
        Subscription now = asked(() -> stripe.v1().subscriptions().retrieve(subscription));
        if (StripeEvents.isOver(now.getStatus())) {
            return;
        }
        SubscriptionCancelParams wanted = SubscriptionCancelParams.builder()
                .setInvoiceNow(true)
                .setProrate(true)
                .build();
        var unused = asked(() -> stripe.v1().subscriptions().cancel(subscription, wanted, with(key)));
    }

    /** The name of Stripe's meter is that of ours; its identifier keeps what is said twice from being counted twice. */
    @Override
    public void report(String customer, Use use) {
        MeterEventCreateParams wanted = MeterEventCreateParams.builder()
                .setEventName(use.meter())
                .setIdentifier(use.key())
                .setTimestamp(use.hour().getEpochSecond())
                .putPayload("stripe_customer_id", customer)
                .putPayload("value", Long.toString(use.amount()))
                .build();
        try {
            var unused = asked(() -> stripe.v1().billing().meterEvents().create(wanted, with(use.key())));
        } catch (BillerException e) {
            if (!(e.getCause() instanceof StripeException refusal) || !KNOWN.equals(refusal.getCode())) {
                throw e;
            }
        }
    }

    @Override
    public BillerEvent read(byte[] body, Function<String, Optional<String>> headers, Instant now) {
        return events.read(body, headers.apply(StripeEvents.SIGNATURE), now);
    }

    private static RequestOptions with(String key) {
        return RequestOptions.builder().setIdempotencyKey("tenancy-" + key).build();
    }

    /** What Stripe says of a request it refuses has no secret in it; the log says no more than the code. */
    private static <T> T asked(Call<T> call) {
        try {
            return call.make();
        } catch (StripeException e) {
            Integer status = e.getStatusCode();
            boolean refused = status != null && status >= 400 && status < 500 && status != 409 && status != 429;
            String code = e.getCode() == null ? "" : ", " + e.getCode();
            throw new BillerException(
                    refused, "Stripe has answered " + (status == null ? "nothing" : status) + code + ".", e);
        }
    }
}
