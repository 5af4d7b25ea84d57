package io.tenancy.server.api;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.access.Caller;
import io.tenancy.core.platform.OwnTenant;
import io.tenancy.core.platform.OwnTenantService;
import io.tenancy.core.tenant.TenantChange;
import io.tenancy.server.Services;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The caller's tenant itself. */
@Path("/v1/tenant")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tenant")
public final class OwnTenantResource {
    private final OwnTenantService tenant;

    public OwnTenantResource(Services services) {
        this.tenant = services.ownTenant();
    }

    @GET
    @RequiresPermission("tenant:read")
    @Operation(operationId = "getOwnTenant", summary = "See one's own tenant")
    public OwnTenant get(@Auth Caller caller) {
        return tenant.get(caller);
    }

    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("tenant:write")
    @ChecksVersion
    @Operation(
            operationId = "updateOwnTenant",
            summary = "Change one's own tenant",
            description = "What is absent stays.")
    public OwnTenant update(@Auth Caller caller, TenantChange change) {
        return tenant.update(caller, change);
    }
}
