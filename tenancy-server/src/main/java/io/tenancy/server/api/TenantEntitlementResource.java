package io.tenancy.server.api;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.Page;
import io.tenancy.core.access.Caller;
import io.tenancy.core.subscription.EntitlementStatus;
import io.tenancy.core.subscription.ExemptionService;
import io.tenancy.core.subscription.NewExemption;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.server.Services;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What one tenant may have, for operators. */
@Path("/v1/tenants/{id}/entitlements")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Plans")
public final class TenantEntitlementResource {
    private final ExemptionService exemptions;

    public TenantEntitlementResource(Services services) {
        this.exemptions = services.plans().exemptions();
    }

    @GET
    @RequiresPermission("platform:read_tenants")
    @Operation(
            operationId = "listTenantEntitlements",
            summary = "List what a tenant may have",
            description = "All on one page, with what is used of it where the tenant's store answers.")
    public Page<EntitlementStatus> list(@Auth Caller caller, @PathParam("id") TenantId id) {
        return exemptions.list(caller, id);
    }

    @GET
    @Path("/{entitlement}")
    @RequiresPermission("platform:read_tenants")
    @Operation(operationId = "getTenantEntitlement", summary = "See what a tenant may have of one entitlement")
    public EntitlementStatus get(
            @Auth Caller caller, @PathParam("id") TenantId id, @PathParam("entitlement") String entitlement) {
        return exemptions.get(caller, id, entitlement);
    }

    @PUT
    @Path("/{entitlement}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("platform:write_tenants")
    @ChecksVersion
    @Operation(
            operationId = "putTenantEntitlement",
            summary = "Agree something else with a tenant than its plan says",
            description = "More or less, for good or until expiresAt. It takes effect within 2 s.")
    public EntitlementStatus put(
            @Auth Caller caller,
            @PathParam("id") TenantId id,
            @PathParam("entitlement") String entitlement,
            NewExemption wanted) {
        return exemptions.put(caller, id, entitlement, wanted);
    }

    @DELETE
    @Path("/{entitlement}")
    @RequiresPermission("platform:write_tenants")
    @ChecksVersion(required = false)
    @Operation(operationId = "deleteTenantEntitlement", summary = "Let the plan hold again")
    public EntitlementStatus delete(
            @Auth Caller caller, @PathParam("id") TenantId id, @PathParam("entitlement") String entitlement) {
        return exemptions.withdraw(caller, id, entitlement);
    }
}
