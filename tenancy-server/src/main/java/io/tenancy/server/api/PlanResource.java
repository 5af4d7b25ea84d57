package io.tenancy.server.api;

import static java.util.Objects.requireNonNull;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.Page;
import io.tenancy.core.PageRequest;
import io.tenancy.core.access.Caller;
import io.tenancy.core.plan.NewPlan;
import io.tenancy.core.plan.Plan;
import io.tenancy.core.plan.PlanChange;
import io.tenancy.core.plan.PlanId;
import io.tenancy.core.plan.PlanService;
import io.tenancy.server.Services;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** The plans of the platform, for operators. */
@Path("/v1/plans")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Plans")
public final class PlanResource {
    private final PlanService plans;
    private final ApiSettings settings;

    public PlanResource(Services services, ApiSettings settings) {
        this.plans = services.plans().plans();
        this.settings = requireNonNull(settings);
    }

    @GET
    @RequiresPermission("platform:read_plans")
    @Operation(
            operationId = "listPlans",
            summary = "List plans",
            description = "Every version of every plan, the oldest first, or those in a status.")
    public Page<Plan> list(
            @Auth Caller caller,
            @QueryParam("status") Optional<Plan.Status> status,
            @QueryParam("limit") @DefaultValue("50") int limit,
            @QueryParam("cursor") Optional<String> cursor) {
        return plans.list(caller, status, new PageRequest(cursor, limit));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("platform:write_plans")
    @Once
    @Operation(
            operationId = "createPlan",
            summary = "Draft a plan, or the next version of one",
            description = "A key that is known makes the next version. Nobody has a draft before it is published.")
    @ApiResponse(
            responseCode = "201",
            description = "The draft is made.",
            content = @Content(schema = @Schema(implementation = Plan.class)))
    public Response create(@Auth Caller caller, NewPlan wanted) {
        Plan plan = plans.create(caller, wanted);
        return Answers.created(settings.link("/v1/plans/" + plan.id().value()), plan);
    }

    @GET
    @Path("/{id}")
    @RequiresPermission("platform:read_plans")
    @Operation(operationId = "getPlan", summary = "See a version of a plan")
    public Plan get(@Auth Caller caller, @PathParam("id") PlanId id) {
        return plans.get(caller, id);
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("platform:write_plans")
    @ChecksVersion
    @Operation(
            operationId = "updatePlan",
            summary = "Change a draft",
            description = "What is absent stays. What was published is never changed.")
    public Plan update(@Auth Caller caller, @PathParam("id") PlanId id, PlanChange change) {
        return plans.update(caller, id, change);
    }

    @DELETE
    @Path("/{id}")
    @RequiresPermission("platform:write_plans")
    @ChecksVersion(required = false)
    @Operation(operationId = "deletePlan", summary = "Delete a draft")
    @ApiResponse(responseCode = "204", description = "The draft is deleted.")
    public void delete(@Auth Caller caller, @PathParam("id") PlanId id) {
        plans.delete(caller, id);
    }

    @POST
    @Path("/{id}/publish")
    @RequiresPermission("platform:write_plans")
    @ChecksVersion(required = false)
    @Operation(
            operationId = "publishPlan",
            summary = "Publish a draft",
            description = "It is not changed any more. The version that was published is retired; tenants keep theirs.")
    public Plan publish(@Auth Caller caller, @PathParam("id") PlanId id) {
        return plans.publish(caller, id);
    }

    @POST
    @Path("/{id}/retire")
    @RequiresPermission("platform:write_plans")
    @ChecksVersion(required = false)
    @Operation(
            operationId = "retirePlan",
            summary = "Let no tenant have a plan anew",
            description = "Tenants that have it keep it.")
    public Plan retire(@Auth Caller caller, @PathParam("id") PlanId id) {
        return plans.retire(caller, id);
    }
}
