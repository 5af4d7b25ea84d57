package io.tenancy.stripe;

import io.tenancy.core.biller.Biller;
import io.tenancy.core.biller.BillerSource;

/** Stripe, which is chosen by the name {@code stripe}. */
public final class StripeSource implements BillerSource {
    static final String NAME = "stripe";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Biller open(Access access) {
        return new StripeBiller(access);
    }
}
