package io.tenancy.server.api;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.Page;
import io.tenancy.core.access.Caller;
import io.tenancy.core.plan.Plan;
import io.tenancy.core.subscription.EntitlementStatus;
import io.tenancy.core.subscription.OwnSubscriptionService;
import io.tenancy.core.subscription.SubscriptionStatus;
import io.tenancy.server.Services;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The plan of the caller's tenant. */
@Path("/v1/subscription")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Plans")
public final class SubscriptionResource {
    private final OwnSubscriptionService own;

    public SubscriptionResource(Services services) {
        this.own = services.plans().own();
    }

    @GET
    @RequiresPermission("subscription:read")
    @Operation(operationId = "getSubscription", summary = "See the plan of one's own tenant")
    public SubscriptionStatus get(@Auth Caller caller) {
        return own.get(caller);
    }

    @GET
    @Path("/entitlements")
    @RequiresPermission("subscription:read")
    @Operation(
            operationId = "listEntitlements",
            summary = "List what one's own tenant may have, and has",
            description = "All on one page. What is counted has used.")
    public Page<EntitlementStatus> entitlements(@Auth Caller caller) {
        return own.entitlements(caller);
    }

    @GET
    @Path("/plans")
    @RequiresPermission("subscription:read")
    @Operation(
            operationId = "listPublishedPlans",
            summary = "List the plans that tenants can have",
            description = "All on one page.")
    public Page<Plan> plans(@Auth Caller caller) {
        return own.plans(caller);
    }
}
