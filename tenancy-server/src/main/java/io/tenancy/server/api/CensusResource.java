package io.tenancy.server.api;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.access.Caller;
import io.tenancy.core.usage.Census;
import io.tenancy.core.usage.CensusService;
import io.tenancy.server.Services;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** How many users all tenants have, for operators. */
@Path("/v1/platform/census")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Platform")
public final class CensusResource {
    private final CensusService census;

    public CensusResource(Services services) {
        this.census = services.usage().census();
    }

    @GET
    @RequiresPermission("platform:read_tenants")
    @Operation(
            operationId = "getCensus",
            summary = "See how many users all tenants have",
            description = "As they were counted last: the task census does it every hour.")
    public Census get(@Auth Caller caller) {
        return census.last(caller);
    }
}
