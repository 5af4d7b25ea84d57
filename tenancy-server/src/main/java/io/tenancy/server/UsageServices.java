package io.tenancy.server;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.usage.CensusService;
import io.tenancy.core.usage.RequestCounts;
import io.tenancy.core.usage.TenantUsageService;
import io.tenancy.core.usage.UsageService;

/**
 * The use cases of usage, and the counts of requests that are not written down yet.
 *
 * @param ofTenants what operators see
 */
public record UsageServices(
        UsageService service, TenantUsageService ofTenants, CensusService census, RequestCounts requests) {
    public UsageServices {
        requireNonNull(service);
        requireNonNull(ofTenants);
        requireNonNull(census);
        requireNonNull(requests);
    }
}
