package io.tenancy.core.subscription;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Entitlement;
import io.tenancy.core.entitlement.Entitlements;
import io.tenancy.core.entitlement.Included;
import io.tenancy.core.ratelimit.OwnRates;
import io.tenancy.core.ratelimit.RateBook;
import io.tenancy.core.ratelimit.RateTerms;
import io.tenancy.core.ratelimit.Rates;
import io.tenancy.core.tenant.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** A book of rates that also knows what the plan of a tenant includes. */
public final class PlannedRates implements RateBook {
    private final RateBook book;
    private final SubscriptionStore subscriptions;
    private final InstantSource clock;

    public PlannedRates(RateBook book, SubscriptionStore subscriptions, InstantSource clock) {
        this.book = requireNonNull(book);
        this.subscriptions = requireNonNull(subscriptions);
        this.clock = requireNonNull(clock);
    }

    @Override
    public RateTerms find(TenantId tenant) {
        Terms terms = subscriptions.find(tenant);
        RateTerms agreed = book.find(tenant);
        return terms.equals(Terms.NONE)
                ? agreed
                : new RateTerms(agreed.given(), agreed.own(), planned(terms, clock.instant()));
    }

    @Override
    public void give(TenantId tenant, Rates given) {
        book.give(tenant, given);
    }

    @Override
    public void lower(TenantId tenant, OwnRates own) {
        book.lower(tenant, own);
    }

    private static Rates planned(Terms terms, Instant now) {
        return new Rates(
                number(terms, Entitlements.REQUESTS, now),
                number(terms, Entitlements.USER_REQUESTS, now),
                number(terms, Entitlements.API_KEY_REQUESTS, now),
                number(terms, Entitlements.CONCURRENT_REQUESTS, now));
    }

    /** A number where plan or operator say one, and 0 where they say that there is no limit. */
    private static Optional<Integer> number(Terms terms, Entitlement entitlement, Instant now) {
        Optional<Included> said = Optional.of(entitlement)
                .filter(one -> terms.source(one, now) != Terms.Source.STANDARD)
                .map(one -> terms.of(one, now));
        return said.map(included -> included.limit().map(Math::toIntExact).orElse(0));
    }
}
