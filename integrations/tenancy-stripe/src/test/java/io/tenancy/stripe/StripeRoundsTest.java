package io.tenancy.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.access.Caller;
import io.tenancy.core.biller.BillerRounds.Done;
import io.tenancy.core.biller.BillerStore;
import io.tenancy.core.plan.Price.Overage;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Stripe hears of tenants: once, whatever happens in between. */
final class StripeRoundsTest {
    private final Shop shop = new Shop();
    private final Caller acme = shop.platform.owner("acme");
    private final Caller globex = shop.platform.owner("globex");

    StripeRoundsTest() throws IOException {
        shop.publish("team", Optional.of("price_team"), new Overage("api_requests", 2, Optional.of("price_requests")));
        shop.publish("pro", Optional.of("price_pro"));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void tellsStripeOnceWhoPaysWhat() {
        shop.move(acme, "team");
        Done first = shop.run();
        Done second = shop.run();
        Done otherNode = shop.node(shop.platform.stores.billers()).run(() -> false);

        assertThat(first).isEqualTo(new Done(2, 0, 0));
        assertThat(second).isEqualTo(new Done(0, 0, 0));
        assertThat(otherNode).isEqualTo(new Done(0, 0, 0));
        assertThat(shop.stripe.customers).hasSize(1);
        assertThat(shop.stripe.prices("sub_1")).containsExactly("price_team", "price_requests");
        assertThat(shop.platform.stores.billers().find(globex.tenant(), "stripe"))
                .as("who pays nothing is no customer")
                .isEmpty();
    }

    @Test
    void changesAndEndsASubscriptionWithThePlan() {
        shop.move(acme, "team");
        shop.run();
        shop.move(acme, "pro");
        shop.run();
        assertThat(shop.stripe.prices("sub_1")).containsExactly("price_pro");

        shop.platform.tenants.delete(shop.operator, acme.tenant());
        shop.run();
        assertThat(shop.stripe.subscription("sub_1")).containsEntry("status", "canceled");

        shop.platform.tenants.restore(shop.operator, acme.tenant());
        shop.run();
        assertThat(shop.stripe.prices("sub_2")).containsExactly("price_pro");
    }

    @Test
    void saysItAgainWithTheSameKeyAfterACrash() {
        shop.move(acme, "team");
        for (int call = 1; call <= 3; call++) {
            shop.node(crashing("update", call)).run(() -> false);
        }
        shop.node(crashing("add", 1)).run(() -> false);
        Done last = shop.run();

        assertThat(last.failed()).isZero();
        assertThat(shop.stripe.customers).hasSize(1);
        assertThat(shop.stripe.begun).hasSize(1);
        assertThat(shop.platform
                        .stores
                        .billers()
                        .find(acme.tenant(), "stripe")
                        .orElseThrow()
                        .subscription())
                .contains("sub_1");
    }

    @Test
    void triesAgainWithTheOtherTenantsDoneWhereStripeRefuses() {
        shop.publish("broken", Optional.of("price_missing"));
        shop.move(acme, "broken");
        shop.move(globex, "team");

        Done refused = shop.run();
        shop.move(acme, "pro");
        Done good = shop.run();

        assertThat(refused.failed()).isEqualTo(1);
        assertThat(good).isEqualTo(new Done(1, 0, 0));
        assertThat(shop.stripe.begun).hasSize(2);
    }

    @Test
    void reportsWholeHoursAndLaterTheDifference() {
        shop.move(acme, "team");
        shop.run();
        Instant hour = shop.platform.clock.instant().truncatedTo(ChronoUnit.HOURS);
        shop.use(acme, "1", hour.plusSeconds(60), 5);
        shop.use(globex, "1", hour.plusSeconds(60), 100);

        assertThat(shop.run().reported()).as("the hour is not over").isZero();
        shop.platform.clock.advance(Duration.ofHours(1));
        assertThat(shop.run().reported()).isEqualTo(1);
        assertThat(shop.run().reported()).isZero();
        shop.use(acme, "2", hour.plusSeconds(120), 3);
        assertThat(shop.run().reported()).isEqualTo(1);

        assertThat(shop.stripe.used("api_requests", shop.customer(acme))).isEqualTo(8);
        assertThat(shop.stripe.meterEvents).hasSize(2);
    }

    @Test
    void reportsSoMuchOfAnHourAsStripeTakesAndNoLessOfOthers() {
        shop.move(acme, "team");
        shop.run();
        Instant hour = shop.platform.clock.instant().truncatedTo(ChronoUnit.HOURS);
        shop.use(acme, "1", hour.plusSeconds(60), 1_000_000_000_000_000L);
        shop.platform.clock.advance(Duration.ofHours(1));
        shop.use(acme, "2", hour.plusSeconds(3_660), 5);
        shop.platform.clock.advance(Duration.ofHours(1));

        Done done = shop.run();

        assertThat(done).isEqualTo(new Done(0, 2, 0));
        assertThat(shop.stripe.used("api_requests", shop.customer(acme))).isEqualTo(499_999_999_999_999L + 5);
        assertThat(shop.run().reported()).isZero();
    }

    @Test
    void countsUseOnceWhereANodeCrashesBeforeItWritesDownThatItWasSaid() {
        shop.move(acme, "team");
        shop.run();
        Instant hour = shop.platform.clock.instant().truncatedTo(ChronoUnit.HOURS);
        shop.use(acme, "1", hour.plusSeconds(60), 5);
        shop.platform.clock.advance(Duration.ofHours(1));

        Done crashed = shop.node(crashing("said", 1)).run(() -> false);
        shop.use(acme, "2", hour.plusSeconds(120), 3);
        shop.stripe.forgetKeys();
        shop.run();
        shop.run();

        assertThat(crashed.failed()).isEqualTo(1);
        assertThat(shop.stripe.used("api_requests", shop.customer(acme))).isEqualTo(8);
    }

    /** What is kept, for a node that dies just before it calls this method for the so-manieth time. */
    private BillerStore crashing(String method, int call) {
        BillerStore real = shop.platform.stores.billers();
        AtomicInteger calls = new AtomicInteger();
        return (BillerStore) Proxy.newProxyInstance(
                BillerStore.class.getClassLoader(), new Class<?>[] {BillerStore.class}, (proxy, called, values) -> {
                    if (called.getName().equals(method) && calls.incrementAndGet() == call) {
                        throw new IllegalStateException("The node has died.");
                    }
                    try {
                        return called.invoke(real, values);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
