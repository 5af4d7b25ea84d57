package io.tenancy.server.api;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.Page;
import io.tenancy.core.access.Caller;
import io.tenancy.core.feature.AssignedVariant;
import io.tenancy.core.feature.TenantFlagService;
import io.tenancy.core.flag.NewAssignment;
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

/** What was agreed with one tenant about feature flags, for operators. */
@Path("/v1/tenants/{id}/flags")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Flags")
public final class TenantFlagResource {
    private final TenantFlagService flags;

    public TenantFlagResource(Services services) {
        this.flags = services.flags().ofTenants();
    }

    @GET
    @RequiresPermission("platform:read_flags")
    @Operation(
            operationId = "listTenantFlags",
            summary = "List what was agreed with a tenant about flags",
            description = "What has expired is not among it. All on one page.")
    public Page<AssignedVariant> list(@Auth Caller caller, @PathParam("id") TenantId id) {
        return flags.list(caller, id);
    }

    @GET
    @Path("/{flag}")
    @RequiresPermission("platform:read_flags")
    @Operation(operationId = "getTenantFlag", summary = "See what was agreed with a tenant about a flag")
    public AssignedVariant get(@Auth Caller caller, @PathParam("id") TenantId id, @PathParam("flag") String flag) {
        return flags.get(caller, id, flag);
    }

    @PUT
    @Path("/{flag}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("platform:write_flags")
    @ChecksVersion
    @Operation(
            operationId = "putTenantFlag",
            summary = "Give a tenant a variant of a flag",
            description = "For good or until expiresAt. What the tenant says itself counts before it.")
    public AssignedVariant put(
            @Auth Caller caller, @PathParam("id") TenantId id, @PathParam("flag") String flag, NewAssignment wanted) {
        return flags.agree(caller, id, flag, wanted);
    }

    @DELETE
    @Path("/{flag}")
    @RequiresPermission("platform:write_flags")
    @ChecksVersion(required = false)
    @Operation(operationId = "deleteTenantFlag", summary = "Let the rules of a flag count again for a tenant")
    public AssignedVariant delete(@Auth Caller caller, @PathParam("id") TenantId id, @PathParam("flag") String flag) {
        return flags.withdraw(caller, id, flag);
    }
}
