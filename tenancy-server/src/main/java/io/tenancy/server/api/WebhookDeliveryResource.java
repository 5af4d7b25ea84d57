package io.tenancy.server.api;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.Page;
import io.tenancy.core.PageRequest;
import io.tenancy.core.access.Caller;
import io.tenancy.core.webhook.Delivery;
import io.tenancy.core.webhook.DeliveryFilter;
import io.tenancy.core.webhook.DeliveryId;
import io.tenancy.core.webhook.DeliveryReport;
import io.tenancy.core.webhook.DeliveryService;
import io.tenancy.core.webhook.Replay;
import io.tenancy.core.webhook.WebhookId;
import io.tenancy.server.Services;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** What was sent to a webhook. */
@Path("/v1/webhooks/{id}/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhooks")
public final class WebhookDeliveryResource {
    private final DeliveryService deliveries;

    public WebhookDeliveryResource(Services services) {
        this.deliveries = services.webhooks().deliveries();
    }

    @GET
    @RequiresPermission("webhook:read")
    @Operation(
            operationId = "listDeliveries",
            summary = "List what was sent to a webhook",
            description = "The youngest first, each with its last attempt.")
    public Page<Delivery> list(
            @Auth Caller caller,
            @PathParam("id") WebhookId id,
            @Parameter(description = "Only what has become of them.") @QueryParam("status")
                    Optional<Delivery.Status> status,
            @Parameter(description = "Only of this event type, as user.invited.") @QueryParam("eventType")
                    Optional<String> eventType,
            @Parameter(description = "Only the message with this webhook-id, and its replays.") @QueryParam("message")
                    Optional<String> message,
            @QueryParam("limit") @DefaultValue("50") int limit,
            @QueryParam("cursor") Optional<String> cursor) {
        return deliveries.list(
                caller, id, new DeliveryFilter(status, eventType, message), new PageRequest(cursor, limit));
    }

    @GET
    @Path("/{delivery}")
    @RequiresPermission("webhook:read")
    @Operation(operationId = "getDelivery", summary = "See a delivery with all of its attempts")
    public DeliveryReport get(
            @Auth Caller caller, @PathParam("id") WebhookId id, @PathParam("delivery") DeliveryId delivery) {
        return deliveries.get(caller, id, delivery);
    }

    @POST
    @Path("/{delivery}/replay")
    @RequiresPermission("webhook:write")
    @Operation(
            operationId = "replayDelivery",
            summary = "Send a change to a webhook again",
            description = "Before what is new, and with the same webhook-id.")
    public Replay replay(
            @Auth Caller caller, @PathParam("id") WebhookId id, @PathParam("delivery") DeliveryId delivery) {
        return deliveries.replay(caller, id, delivery);
    }
}
