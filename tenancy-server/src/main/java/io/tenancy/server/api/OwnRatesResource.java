package io.tenancy.server.api;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.access.Caller;
import io.tenancy.core.ratelimit.OwnRates;
import io.tenancy.core.ratelimit.RateService;
import io.tenancy.core.ratelimit.TenantRates;
import io.tenancy.server.Services;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The rate limits of the caller's tenant. */
@Path("/v1/tenant/rates")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tenant")
public final class OwnRatesResource {
    private final RateService rates;

    public OwnRatesResource(Services services) {
        this.rates = services.rateTerms();
    }

    @GET
    @RequiresPermission("setting:read")
    @Operation(operationId = "getOwnRates", summary = "See the rate limits of one's own tenant")
    public TenantRates get(@Auth Caller caller) {
        return rates.own(caller);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("setting:write")
    @ChecksVersion
    @Operation(
            operationId = "putOwnRates",
            summary = "Lower the rate limits of users and API keys",
            description =
                    "A number that is higher than what the tenant may have changes nothing; so does what is absent.")
    public TenantRates put(@Auth Caller caller, OwnRates wanted) {
        return rates.lower(caller, wanted);
    }
}
