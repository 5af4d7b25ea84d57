package io.tenancy.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenancy.core.Secret;
import io.tenancy.core.access.Caller;
import io.tenancy.core.biller.Biller;
import io.tenancy.core.biller.BillerEventService;
import io.tenancy.core.biller.BillerEventService.Outcome;
import io.tenancy.core.biller.BillerRounds;
import io.tenancy.core.biller.BillerRounds.Done;
import io.tenancy.core.biller.BillerRounds.Terminal;
import io.tenancy.core.biller.BillerSource.Access;
import io.tenancy.core.biller.BillerStore;
import io.tenancy.core.biller.UsageReporting;
import io.tenancy.core.billing.BilledInvoices;
import io.tenancy.core.billing.Dunning;
import io.tenancy.core.billing.DunningPolicy;
import io.tenancy.core.plan.NewPlan;
import io.tenancy.core.plan.Plan;
import io.tenancy.core.plan.Price;
import io.tenancy.core.plan.Price.Interval;
import io.tenancy.core.plan.Price.Overage;
import io.tenancy.core.subscription.NewSubscription;
import io.tenancy.core.subscription.NewSubscription.When;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.usage.Meters;
import io.tenancy.core.usage.Reading;
import io.tenancy.testkit.InMemoryPlatform;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A platform in memory whose biller is Stripe's double. */
final class Shop implements AutoCloseable {
    static final String SECRET = "whsec_of_the_shop";

    final StripeDouble stripe;
    final InMemoryPlatform platform = new InMemoryPlatform();
    final Caller operator = platform.operator();
    final Dunning dunning = new Dunning(
            platform.gate,
            platform.stores.tenants(),
            platform.directory,
            platform.stores.invoices(),
            new DunningPolicy(Duration.ofDays(7), Duration.ofDays(14)));
    private final Biller biller;
    private final BillerRounds rounds;
    private final BillerEventService events;

    Shop() throws IOException {
        stripe = new StripeDouble();
        biller = new StripeSource()
                .open(new Access(
                        new Secret(StripeDouble.KEY), List.of(new Secret(SECRET)), Optional.of(stripe.address()), 14));
        rounds = node(platform.stores.billers());
        events = new BillerEventService(
                platform.gate,
                platform.stores.tenants(),
                platform.directory,
                platform.stores.billers(),
                new BillerEventService.Billing(
                        Optional.of(biller), new BilledInvoices(platform.stores.invoices(), dunning), platform.clock));
    }

    /** The rounds of a node with this access to what is kept. */
    BillerRounds node(BillerStore store) {
        return new BillerRounds(
                platform.stores.tenants(),
                platform.stores.subscriptions(),
                store,
                new UsageReporting(platform.directory, platform.stores.usage(), new Meters(List.of()), store),
                new Terminal(biller, "EUR", platform.clock));
    }

    Done run() {
        return rounds.run(() -> false);
    }

    void publish(String key, Optional<String> reference, Overage... overages) {
        Plan draft = platform.plans.create(
                operator,
                new NewPlan(
                        key,
                        key,
                        "",
                        List.of(new Price(4_900, "EUR", Interval.MONTH, reference, List.of(overages))),
                        Optional.empty(),
                        Optional.empty(),
                        List.of()));
        platform.plans.publish(operator, draft.id());
    }

    void move(Caller tenant, String plan) {
        platform.subscriptions.move(operator, tenant.tenant(), new NewSubscription(plan, Optional.empty(), When.NOW));
    }

    String customer(Caller tenant) {
        return platform.stores
                .billers()
                .find(tenant.tenant(), "stripe")
                .orElseThrow()
                .customer();
    }

    void use(Caller tenant, String id, Instant at, long amount) {
        Reading reading = new Reading("shop", id, "api_requests", at, amount, "", Optional.empty(), Optional.empty());
        platform.stores.usage().add(platform.scope(tenant), List.of(reading), platform.clock.instant());
    }

    Outcome receive(String body) {
        return receiveAs("stripe", body);
    }

    Outcome receiveAs(String name, String body) {
        String header = Signed.header(body, platform.clock.instant(), SECRET);
        return events.receive(
                name,
                body.getBytes(UTF_8),
                wanted -> Optional.of(header).filter(given -> wanted.equals("Stripe-Signature")));
    }

    Tenant.Status status(Caller tenant) {
        return platform.stores.tenants().find(tenant.tenant()).orElseThrow().status();
    }

    void after(Duration time) {
        platform.clock.advance(time);
        dunning.run();
    }

    @Override
    public void close() {
        stripe.close();
    }
}
