package io.tenancy.core.platform;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.tenant.Isolation;
import java.time.Duration;

/**
 * What a new tenant gets where nobody says otherwise.
 *
 * @param store where the operators' own tenant is: the store of the catalogue
 * @param region that of this store
 * @param deletionGrace for how long a deleted tenant can be restored
 */
public record PlatformDefaults(Isolation isolation, String store, String plan, String region, Duration deletionGrace) {
    public PlatformDefaults {
        requireNonNull(isolation);
        requireNonNull(store);
        requireNonNull(plan);
        requireNonNull(region);
        if (deletionGrace.isNegative()) {
            throw new IllegalArgumentException("The deletion grace is not negative: " + deletionGrace);
        }
    }
}
