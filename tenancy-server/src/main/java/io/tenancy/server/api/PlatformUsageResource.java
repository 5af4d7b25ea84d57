package io.tenancy.server.api;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.access.Caller;
import io.tenancy.core.usage.RecentUse;
import io.tenancy.core.usage.TenantUsageService;
import io.tenancy.server.Services;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What all tenants use together, for operators. */
@Path("/v1/platform/usage")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Usage")
public final class PlatformUsageResource {
    private final TenantUsageService usage;

    public PlatformUsageResource(Services services) {
        this.usage = services.usage().ofTenants();
    }

    @GET
    @RequiresPermission("platform:read_tenants")
    @Cost(5)
    @Operation(
            operationId = "getPlatformUsage",
            summary = "See how many requests all tenants made in the last 30 days",
            description = "By the day in UTC, the last one is today.")
    public RecentUse get(@Auth Caller caller) {
        return usage.total(caller);
    }
}
