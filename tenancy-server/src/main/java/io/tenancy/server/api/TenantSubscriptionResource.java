package io.tenancy.server.api;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.access.Caller;
import io.tenancy.core.subscription.NewSubscription;
import io.tenancy.core.subscription.SubscriptionEnd;
import io.tenancy.core.subscription.SubscriptionService;
import io.tenancy.core.subscription.SubscriptionStatus;
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

/** The subscription of one tenant, for operators. */
@Path("/v1/tenants/{id}/subscription")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Plans")
public final class TenantSubscriptionResource {
    private final SubscriptionService subscriptions;

    public TenantSubscriptionResource(Services services) {
        this.subscriptions = services.plans().subscriptions();
    }

    @GET
    @RequiresPermission("platform:read_tenants")
    @Operation(operationId = "getTenantSubscription", summary = "See the plan of a tenant")
    public SubscriptionStatus get(@Auth Caller caller, @PathParam("id") TenantId id) {
        return subscriptions.get(caller, id);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("platform:write_tenants")
    @ChecksVersion
    @Operation(
            operationId = "putTenantSubscription",
            summary = "Move a tenant to a plan",
            description =
                    "To the version that is published. Moving at once to a plan with lower limits than what the tenant"
                            + " has is refused with subscription.over; at the end of the period it is not.")
    public SubscriptionStatus put(@Auth Caller caller, @PathParam("id") TenantId id, NewSubscription wanted) {
        return subscriptions.move(caller, id, wanted);
    }

    @PUT
    @Path("/end")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("platform:write_tenants")
    @ChecksVersion
    @Operation(
            operationId = "putTenantSubscriptionEnd",
            summary = "Say until when a subscription runs",
            description = "Without endsAt it goes on, also after a trial. The grace of the plan comes after the end.")
    public SubscriptionStatus end(@Auth Caller caller, @PathParam("id") TenantId id, SubscriptionEnd wanted) {
        return subscriptions.end(caller, id, wanted);
    }

    @DELETE
    @Path("/next")
    @RequiresPermission("platform:write_tenants")
    @ChecksVersion(required = false)
    @Operation(operationId = "deleteTenantSubscriptionNext", summary = "Take back a change to come")
    public SubscriptionStatus keep(@Auth Caller caller, @PathParam("id") TenantId id) {
        return subscriptions.keep(caller, id);
    }
}
