package io.tenancy.core;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * What of its plan a tenant has used up.
 *
 * @param entitlement what it is, as plans name it
 * @param limit how much the plan includes
 * @param used how much of it is used
 * @param plans the published plans that include more
 */
public record Shortage(String entitlement, long limit, long used, List<Offer> plans) {
    public Shortage {
        requireNonNull(entitlement);
        plans = List.copyOf(plans);
    }

    /**
     * A plan that includes more.
     *
     * @param limit how much; absent where it sets no limit
     */
    public record Offer(String plan, String name, Optional<Long> limit) {
        public Offer {
            requireNonNull(plan);
            requireNonNull(name);
            requireNonNull(limit);
        }
    }
}
