package io.tenancy.core.ratelimit;

import static java.util.Objects.requireNonNull;

/**
 * What was agreed with one tenant.
 *
 * @param given by an operator, instead of what the plan says
 * @param own by the tenant, to lower what its people may
 * @param planned by the plan of the tenant
 */
public record RateTerms(Rates given, OwnRates own, Rates planned) {
    /** Nothing agreed: the plan holds. */
    public static final RateTerms NONE = new RateTerms(Rates.NONE, OwnRates.NONE);

    public RateTerms {
        requireNonNull(given);
        requireNonNull(own);
        requireNonNull(planned);
    }

    /** Terms beside a plan that says nothing. */
    public RateTerms(Rates given, OwnRates own) {
        this(given, own, Rates.NONE);
    }
}
