package io.tenancy.server.api;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.Page;
import io.tenancy.core.access.Caller;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.usage.MeterDefinition;
import io.tenancy.core.usage.TenantUsageService;
import io.tenancy.core.usage.UsageQuery;
import io.tenancy.core.usage.UsageQuery.Step;
import io.tenancy.core.usage.UsageReport;
import io.tenancy.server.Services;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;

/** What one tenant uses, for operators. */
@Path("/v1/tenants/{id}/usage")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Usage")
public final class TenantUsageResource {
    private final TenantUsageService usage;

    public TenantUsageResource(Services services) {
        this.usage = services.usage().ofTenants();
    }

    @GET
    @RequiresPermission("platform:read_tenants")
    @Operation(
            operationId = "getTenantUsage",
            summary = "See what a tenant has used of a meter, by the hour, day or month",
            description = "In UTC. Steps in which nothing was counted are left out; one answer is about 1000 at most.")
    public UsageReport get(
            @Auth Caller caller,
            @PathParam("id") TenantId id,
            @Parameter(required = true) @QueryParam("meter") Optional<String> meter,
            @Parameter(required = true, description = "The time from which on.") @QueryParam("from")
                    Optional<Instant> from,
            @Parameter(required = true, description = "The time up to which.") @QueryParam("to") Optional<Instant> to,
            @QueryParam("step") @DefaultValue("day") Step step) {
        return report(caller, id, meter, from, to, step);
    }

    @GET
    @Path("/export")
    @Produces(UsageTable.TYPE)
    @RequiresPermission("platform:read_tenants")
    @Operation(operationId = "exportTenantUsage", summary = "Export what a tenant has used of a meter, as CSV")
    @ApiResponse(
            responseCode = "200",
            description = "A line for each step in which something was counted.",
            content =
                    @Content(
                            mediaType = UsageTable.TYPE,
                            schema = @Schema(type = "string", example = "meter,step,from,value")))
    public Response export(
            @Auth Caller caller,
            @PathParam("id") TenantId id,
            @Parameter(required = true) @QueryParam("meter") Optional<String> meter,
            @Parameter(required = true, description = "The time from which on.") @QueryParam("from")
                    Optional<Instant> from,
            @Parameter(required = true, description = "The time up to which.") @QueryParam("to") Optional<Instant> to,
            @QueryParam("step") @DefaultValue("day") Step step) {
        return UsageTable.of(report(caller, id, meter, from, to, step));
    }

    @GET
    @Path("/meters")
    @RequiresPermission("platform:read_tenants")
    @Operation(
            operationId = "listTenantMeters",
            summary = "List what is measured of a tenant",
            description = "All on one page.")
    public Page<MeterDefinition> meters(@Auth Caller caller, @PathParam("id") TenantId id) {
        return usage.meters(caller, id);
    }

    private UsageReport report(
            Caller caller,
            TenantId id,
            Optional<String> meter,
            Optional<Instant> from,
            Optional<Instant> to,
            Step step) {
        return usage.report(caller, id, new UsageQuery(meter.orElse(null), from.orElse(null), to.orElse(null), step));
    }
}
