package io.tenancy.core;

import io.tenancy.core.biller.Biller;
import io.tenancy.testkit.BillerContract;
import io.tenancy.testkit.InMemoryBiller;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

final class InMemoryBillerTest extends BillerContract {
    private final InMemoryBiller biller = new InMemoryBiller(Set.of("basic", "more"));

    @Override
    protected Biller biller() {
        return biller;
    }

    @Override
    protected List<String> prices() {
        return List.of("basic", "more");
    }

    @Override
    protected int customers() {
        return biller.customers().size();
    }

    @Override
    protected Set<String> paid(String subscription) {
        return biller.paid(subscription);
    }

    @Override
    protected long used(String customer, String meter) {
        return biller.used(customer, meter);
    }

    @Override
    protected void goAwayOnce() {
        biller.goAwayOnce();
    }

    @Override
    protected void loseAnAnswer() {
        biller.loseAnAnswer();
    }

    @Override
    protected String event(String customer, Instant at) {
        return InMemoryBiller.event("event-1", at, customer, "subscription-1", "active");
    }

    @Override
    protected Map<String, String> headers(String body, Instant at) {
        return InMemoryBiller.headers(body, at);
    }
}
