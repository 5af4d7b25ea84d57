package io.tenancy.core.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.Cursors;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Entitlement;
import io.tenancy.core.billing.Invoice.Status;
import io.tenancy.core.billing.Settlement.Outcome;
import io.tenancy.core.entitlement.Included;
import io.tenancy.core.entitlement.Included.Period;
import io.tenancy.core.plan.NewPlan;
import io.tenancy.core.plan.Plan;
import io.tenancy.core.plan.Price;
import io.tenancy.core.plan.Price.Interval;
import io.tenancy.core.plan.Price.Overage;
import io.tenancy.core.subscription.Meter;
import io.tenancy.core.subscription.NewSubscription;
import io.tenancy.core.subscription.NewSubscription.When;
import io.tenancy.core.subscription.Subscription;
import io.tenancy.core.subscription.SubscriptionEnd;
import io.tenancy.core.subscription.SubscriptionService;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.usage.MeteredUse;
import io.tenancy.core.usage.Meters;
import io.tenancy.core.usage.Reading;
import io.tenancy.core.usage.UsageStore;
import io.tenancy.testkit.InMemoryPlatform;
import io.tenancy.testkit.TestTenants;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PeriodicInvoicingTest {
    private static final Instant START = Instant.parse("2026-01-10T00:00:00Z");
    private static final Duration DELAY = Duration.ofDays(1);

    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final Caller operator = platform.operator();
    private final PeriodicInvoicing invoicing = node(platform.stores.invoices());
    private final SubscriptionService subscriptions = platform.subscriptions(invoicing);

    private Caller acme;

    @BeforeEach
    void subscribe() {
        publish("team", 3_100, new Overage("api_requests", 2, Optional.empty()));
        publish("pro", 6_200);
        platform.clock.set(START);
        acme = platform.owner("acme");
        move("team", When.NOW);
        var unused = invoicing.run(() -> false);
    }

    @Test
    void issuesAnInvoiceOfEachPeriodOnceWhenTheDelayIsOver() {
        at("2026-02-10T23:00:00Z");
        assertThat(invoicing.run(() -> false)).isZero();
        at("2026-02-11T00:00:00Z");
        assertThat(invoicing.run(() -> false)).isEqualTo(1);
        assertThat(invoicing.run(() -> false)).isZero();
        assertThat(node(platform.stores.invoices()).run(() -> false)).isZero();

        Invoice invoice = all().get(0);
        assertThat(invoice.from()).isEqualTo(START);
        assertThat(invoice.to()).isEqualTo("2026-02-10T00:00:00Z");
        assertThat(invoice.lines()).containsExactly(new InvoiceLine("team, 2026-01-10 to 2026-02-10", 1, 3_100));
        assertThat(invoice.total()).isEqualTo(3_689);
        assertThat(invoice.dueAt()).isEqualTo("2026-02-25T00:00:00Z");
    }

    @Test
    void catchesUpPeriodByPeriodAndLeavesAVoidInvoiceVoid() {
        at("2026-04-20T00:00:00Z");
        assertThat(invoicing.run(() -> false)).isEqualTo(3);
        assertThat(all()).extracting(Invoice::number).containsExactly(3L, 2L, 1L);

        service().settle(operator, acme.tenant(), all().get(0).id(), new Settlement(Outcome.VOID));
        assertThat(invoicing.run(() -> false)).isZero();
        assertThat(all()).hasSize(3);
    }

    @Test
    void issuesNothingAndOnceAfterwardsWhereANodeCrashesInTheMiddle() {
        at("2026-02-11T00:00:00Z");
        assertThat(node(crashing("add")).run(() -> false)).isZero();
        assertThat(all()).isEmpty();
        assertThat(node(crashing("progress")).run(() -> false)).isZero();
        assertThat(all()).isEmpty();

        assertThat(invoicing.run(() -> false)).isEqualTo(1);
        assertThat(all()).hasSize(1);
    }

    @Test
    void chargesEachPlanForItsTimeWhereATenantChangesInTheMiddle() {
        at("2026-01-20T00:00:00Z");
        move("pro", When.NOW);
        at("2026-02-11T00:00:00Z");
        var unused = invoicing.run(() -> false);

        assertThat(all())
                .extracting(one -> one.lines().get(0))
                .containsExactly(
                        new InvoiceLine("pro, 2026-01-20 to 2026-02-10", 1, 4_200),
                        new InvoiceLine("team, 2026-01-10 to 2026-01-20", 1, 1_000));
    }

    @Test
    void chargesTheOldPlanUpToAScheduledChangeWhoeverComesFirst() {
        move("pro", When.PERIOD_END);
        at("2026-03-11T00:00:00Z");
        subscriptions.applyDue();
        var unused = invoicing.run(() -> false);

        assertThat(all())
                .extracting(one -> one.lines().get(0))
                .containsExactly(
                        new InvoiceLine("pro, 2026-02-10 to 2026-03-10", 1, 6_200),
                        new InvoiceLine("team, 2026-01-10 to 2026-02-10", 1, 3_100));
    }

    @Test
    void chargesWhatIsBeyondTheIncludedOfEachMonthThatEnds() {
        use("1", "2026-01-15T10:00:00Z", 150);
        use("2", "2026-02-05T10:00:00Z", 90);
        use("3", "2026-02-20T10:00:00Z", 30);
        at("2026-02-11T00:00:00Z");
        var first = invoicing.run(() -> false);
        at("2026-03-11T00:00:00Z");
        var second = invoicing.run(() -> false);

        assertThat(first + second).isEqualTo(2);
        assertThat(all().get(1).lines())
                .as("of January 50 beyond 100")
                .contains(new InvoiceLine("api_requests beyond what is included, up to 2026-02-10", 50, 2));
        assertThat(all().get(0).lines())
                .as("of February 20")
                .contains(new InvoiceLine("api_requests beyond what is included, up to 2026-03-10", 20, 2));
    }

    @Test
    void chargesTheLastMonthWithTheEndAndNothingAfterIt() {
        use("1", "2026-02-05T10:00:00Z", 130);
        at("2026-02-01T00:00:00Z");
        subscriptions.end(
                operator, acme.tenant(), new SubscriptionEnd(Optional.of(Instant.parse("2026-02-10T00:00:00Z"))));
        at("2026-05-01T00:00:00Z");

        assertThat(invoicing.run(() -> false)).isEqualTo(1);
        assertThat(all().get(0).lines())
                .containsExactly(
                        new InvoiceLine("team, 2026-01-10 to 2026-02-10", 1, 3_100),
                        new InvoiceLine("api_requests beyond what is included, up to 2026-02-10", 30, 2));
    }

    @Test
    void leavesATimeAloneThatAnOperatorHasBilled() {
        service()
                .issue(
                        operator,
                        acme.tenant(),
                        new NewInvoice(
                                "EUR",
                                START,
                                Instant.parse("2026-02-10T00:00:00Z"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(List.of(new InvoiceLine("Rebate", 1, -100)))));
        at("2026-02-11T00:00:00Z");

        assertThat(invoicing.run(() -> false)).isZero();
        assertThat(all()).extracting(Invoice::status).containsExactly(Status.OPEN);
    }

    @Test
    void chargesAsMuchAsAMeterCanCount() {
        use("1", "2026-01-15T10:00:00Z", Included.MOST);
        at("2026-02-11T00:00:00Z");

        assertThat(invoicing.run(() -> false)).isEqualTo(1);
        assertThat(all().get(0).lines())
                .containsExactly(
                        new InvoiceLine("team, 2026-01-10 to 2026-02-10", 1, 3_100),
                        new InvoiceLine(
                                "api_requests beyond what is included, up to 2026-02-10", Included.MOST - 100, 2));
        assertThat(all().get(0).subtotal()).isEqualTo(3_100 + 2 * (Included.MOST - 100));
    }

    @Test
    void chargesWhatALineCanSayWhereMoreWasUsedAndSaysSo() {
        use("1", "2026-01-15T10:00:00Z", UsageStore.MOST);
        use("2", "2026-01-16T10:00:00Z", UsageStore.MOST);
        at("2026-02-11T00:00:00Z");

        assertThat(invoicing.run(() -> false)).isEqualTo(1);
        assertThat(all().get(0).lines())
                .containsExactly(
                        new InvoiceLine("team, 2026-01-10 to 2026-02-10", 1, 3_100),
                        new InvoiceLine(
                                "api_requests beyond what is included, up to 2026-02-10, "
                                        + "5000000000000000 of 999999999999999900",
                                5_000_000_000_000_000L,
                                2));
        assertThat(all().get(0).total()).isEqualTo(11_900_000_000_003_689L);
        assertThat(invoicing.run(() -> false)).isZero();
    }

    @Test
    void billsATenantBehindManyWithWhichItFails() {
        Set<TenantId> failing = IntStream.range(0, 201)
                .mapToObj(number -> subscribed("failing" + number))
                .collect(Collectors.toSet());
        TenantId good = subscribed("good");
        Meter meter = (scope, entitlement, from, to) -> {
            if (failing.contains(scope.id())) {
                throw new IllegalStateException("The store is down.");
            }
            return 0;
        };
        PeriodicInvoicing node = node(platform.stores.invoices(), meter);
        assertThat(node.run(() -> false)).isZero();
        at("2026-02-11T00:00:00Z");

        assertThat(node.run(() -> false)).as("good, and acme").isEqualTo(2);
        assertThat(platform.stores.invoices().newest(good)).isEqualTo(1);
        assertThat(invoicing.run(() -> false)).as("when the store is up again").isEqualTo(201);
    }

    @Test
    void endsBetweenTwoTenantsWhereTheNodeStops() {
        TenantId other = subscribed("other");
        at("2026-02-11T00:00:00Z");
        Iterator<Boolean> stopping = List.of(false, true).iterator();

        assertThat(invoicing.run(stopping::next)).isEqualTo(1);

        assertThat(platform.stores.invoices().newest(acme.tenant())
                        + platform.stores.invoices().newest(other))
                .isEqualTo(1);
    }

    /** A tenant of the plan team, who has no people. */
    private TenantId subscribed(String slug) {
        Tenant tenant = TestTenants.tenant(slug, Isolation.SHARED, "main");
        Plan team = platform.stores.subscriptions().find(acme.tenant()).plan().orElseThrow();
        assertThat(platform.stores.tenants().add(tenant)).isTrue();
        assertThat(platform.stores.subscriptions().add(Subscription.begin(tenant.id(), team, Interval.MONTH, START)))
                .isTrue();
        return tenant.id();
    }

    @Test
    void refusesAPriceBeyondOfWhatIsNotMetered() {
        assertThatThrownBy(() -> publish("odd", 1, new Overage("seats", 2, Optional.empty())))
                .isInstanceOfSatisfying(
                        Invalid.class, refusal -> assertThat(refusal.code()).isEqualTo("overages.unmetered"));
    }

    private PeriodicInvoicing node(InvoiceStore store) {
        return node(store, new MeteredUse(platform.stores.usage(), new Meters(List.of())));
    }

    private PeriodicInvoicing node(InvoiceStore store, Meter meter) {
        return new PeriodicInvoicing(
                platform.gate,
                new PeriodicInvoicing.Tenants(
                        platform.stores.tenants(), platform.directory, platform.stores.subscriptions()),
                store,
                meter,
                new InvoicingRules("EUR", 1_900, 14, DELAY));
    }

    /** What is kept, for a node that dies when it has done this. */
    private InvoiceStore crashing(String method) {
        InvoiceStore real = platform.stores.invoices();
        return (InvoiceStore) Proxy.newProxyInstance(
                InvoiceStore.class.getClassLoader(), new Class<?>[] {InvoiceStore.class}, (proxy, called, values) -> {
                    try {
                        Object answer = called.invoke(real, values);
                        if (called.getName().equals(method) && (values.length == 2 || method.equals("add"))) {
                            throw new IllegalStateException("The node has died.");
                        }
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private InvoiceService service() {
        Dunning dunning = new Dunning(
                platform.gate,
                platform.stores.tenants(),
                platform.directory,
                platform.stores.invoices(),
                new DunningPolicy(Duration.ofDays(7), Duration.ofDays(14)));
        return new InvoiceService(
                platform.gate,
                platform.stores.tenants(),
                platform.stores.subscriptions(),
                new InvoiceService.Billing(platform.stores.invoices(), dunning),
                new Cursors(platform.key, platform.clock));
    }

    private void publish(String key, long amount, Overage... overages) {
        Plan draft = platform.plans.create(
                operator,
                new NewPlan(
                        key,
                        key,
                        "",
                        List.of(new Price(amount, "EUR", Interval.MONTH, Optional.empty(), List.of(overages))),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(Included.metered(new Entitlement("api_requests"), 100, Period.MONTH, false))));
        platform.plans.publish(operator, draft.id());
    }

    private void move(String plan, When when) {
        subscriptions.move(operator, acme.tenant(), new NewSubscription(plan, Optional.empty(), when));
    }

    private void use(String id, String at, long amount) {
        Reading reading = new Reading(
                "test", id, "api_requests", Instant.parse(at), amount, "", Optional.empty(), Optional.empty());
        platform.stores.usage().add(platform.scope(acme), List.of(reading), platform.clock.instant());
    }

    private void at(String time) {
        platform.clock.set(Instant.parse(time));
    }

    private List<Invoice> all() {
        return platform.stores.invoices().list(acme.tenant(), InvoiceFilter.ALL, Optional.empty(), 50);
    }
}
