package io.tenancy.server.api;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.Page;
import io.tenancy.core.PageRequest;
import io.tenancy.core.access.Caller;
import io.tenancy.core.plan.PlanId;
import io.tenancy.core.setting.NewValue;
import io.tenancy.core.setting.PlanSettingService;
import io.tenancy.core.setting.Setting;
import io.tenancy.core.setting.SettingChange;
import io.tenancy.server.Services;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** What holds for the tenants with a version of a plan, for operators. */
@Path("/v1/plans/{id}/settings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Plans")
public final class PlanSettingResource {
    private final PlanSettingService plans;

    public PlanSettingResource(Services services) {
        this.plans = services.settings().plans();
    }

    @GET
    @RequiresPermission("platform:read_plans")
    @Operation(
            operationId = "listPlanSettings",
            summary = "List what holds for tenants with a plan",
            description = "All on one page, each with the value that holds and where it comes from.")
    public Page<Setting> list(@Auth Caller caller, @PathParam("id") PlanId id) {
        return plans.list(caller, id);
    }

    @GET
    @Path("/{key}")
    @RequiresPermission("platform:read_plans")
    @Operation(operationId = "getPlanSetting", summary = "See what holds of a setting for tenants with a plan")
    public Setting get(@Auth Caller caller, @PathParam("id") PlanId id, @PathParam("key") String key) {
        return plans.get(caller, id, key);
    }

    @GET
    @Path("/{key}/history")
    @RequiresPermission("platform:read_plans")
    @Operation(
            operationId = "listPlanSettingChanges",
            summary = "List the changes of what holds for tenants with a plan",
            description = "The youngest change first.")
    public Page<SettingChange> history(
            @Auth Caller caller,
            @PathParam("id") PlanId id,
            @PathParam("key") String key,
            @QueryParam("limit") @DefaultValue("50") int limit,
            @QueryParam("cursor") Optional<String> cursor) {
        return plans.history(caller, id, key, new PageRequest(cursor, limit));
    }

    @PUT
    @Path("/{key}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("platform:write_plans")
    @ChecksVersion
    @Operation(operationId = "putPlanSetting", summary = "Set what holds for tenants with a plan, in a draft")
    public Setting put(@Auth Caller caller, @PathParam("id") PlanId id, @PathParam("key") String key, NewValue wanted) {
        return plans.put(caller, id, key, wanted);
    }

    @DELETE
    @Path("/{key}")
    @RequiresPermission("platform:write_plans")
    @ChecksVersion(required = false)
    @Operation(operationId = "resetPlanSetting", summary = "Take a value out of a draft")
    public Setting reset(@Auth Caller caller, @PathParam("id") PlanId id, @PathParam("key") String key) {
        return plans.reset(caller, id, key);
    }
}
