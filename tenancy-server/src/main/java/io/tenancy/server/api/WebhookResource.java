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
import io.tenancy.core.webhook.DeliveryReport;
import io.tenancy.core.webhook.DeliveryService;
import io.tenancy.core.webhook.EventTypes;
import io.tenancy.core.webhook.NewWebhook;
import io.tenancy.core.webhook.Replay;
import io.tenancy.core.webhook.ReplayRange;
import io.tenancy.core.webhook.Resumption;
import io.tenancy.core.webhook.Webhook;
import io.tenancy.core.webhook.WebhookChange;
import io.tenancy.core.webhook.WebhookId;
import io.tenancy.core.webhook.WebhookService;
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
import java.util.List;
import java.util.Optional;

/** Where the caller's tenant is told of its changes. */
@Path("/v1/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhooks")
public final class WebhookResource {
    private final WebhookService webhooks;
    private final DeliveryService deliveries;
    private final ApiSettings settings;

    public WebhookResource(Services services, ApiSettings settings) {
        this.webhooks = services.webhooks().webhooks();
        this.deliveries = services.webhooks().deliveries();
        this.settings = requireNonNull(settings);
    }

    @GET
    @RequiresPermission("webhook:read")
    @Operation(operationId = "listWebhooks", summary = "List webhooks", description = "The oldest first.")
    public Page<Webhook> list(
            @Auth Caller caller,
            @QueryParam("limit") @DefaultValue("50") int limit,
            @QueryParam("cursor") Optional<String> cursor) {
        return webhooks.list(caller, new PageRequest(cursor, limit));
    }

    @GET
    @Path("/event-types")
    @RequiresPermission("webhook:read")
    @Operation(
            operationId = "listEventTypes",
            summary = "List what webhooks can be told of",
            description = "Each noun has a word that stands for all of its event types; * stands for all there are.")
    public Page<EventTypes.Family> eventTypes(@Auth Caller caller) {
        List<EventTypes.Family> all = webhooks.eventTypes(caller);
        return new Page<>(all, Optional.empty());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("webhook:write")
    @FreshProof
    @Once
    @Operation(
            operationId = "createWebhook",
            summary = "Create a webhook",
            description = "It is told of what changes from now on. Its secret is shown this once.")
    @ApiResponse(
            responseCode = "201",
            description = "The webhook is created.",
            content = @Content(schema = @Schema(implementation = IssuedSecret.class)))
    public Response create(@Auth Caller caller, NewWebhook wanted) {
        return created(IssuedSecret.of(webhooks.create(caller, wanted)));
    }

    @GET
    @Path("/{id}")
    @RequiresPermission("webhook:read")
    @Operation(operationId = "getWebhook", summary = "See a webhook")
    public Webhook get(@Auth Caller caller, @PathParam("id") WebhookId id) {
        return webhooks.get(caller, id);
    }

    @PATCH
    @Path("/{id}")
    @FreshProof
    @ChecksVersion
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("webhook:write")
    @Operation(operationId = "updateWebhook", summary = "Change a webhook", description = "What is absent stays.")
    public Webhook update(@Auth Caller caller, @PathParam("id") WebhookId id, WebhookChange change) {
        return webhooks.update(caller, id, change);
    }

    @DELETE
    @Path("/{id}")
    @RequiresPermission("webhook:write")
    @ChecksVersion(required = false)
    @Operation(
            operationId = "deleteWebhook",
            summary = "Delete a webhook",
            description = "What was sent to it is forgotten.")
    @ApiResponse(responseCode = "204", description = "The webhook is deleted.")
    public void delete(@Auth Caller caller, @PathParam("id") WebhookId id) {
        webhooks.delete(caller, id);
    }

    @POST
    @Path("/{id}/secret")
    @RequiresPermission("webhook:write")
    @FreshProof
    @Once
    @Operation(
            operationId = "rotateWebhookSecret",
            summary = "Give a webhook another secret",
            description = "It is shown this once. For 24 h messages are signed with the one before too.")
    @ApiResponse(
            responseCode = "201",
            description = "The secret is created.",
            content = @Content(schema = @Schema(implementation = IssuedSecret.class)))
    public Response rotate(@Auth Caller caller, @PathParam("id") WebhookId id) {
        return created(IssuedSecret.of(webhooks.rotate(caller, id)));
    }

    @POST
    @Path("/{id}/disable")
    @RequiresPermission("webhook:write")
    @Operation(
            operationId = "disableWebhook",
            summary = "Disable a webhook",
            description = "Nothing is sent until it is enabled; what changes meanwhile is then.")
    public Webhook disable(@Auth Caller caller, @PathParam("id") WebhookId id) {
        return webhooks.disable(caller, id);
    }

    @POST
    @Path("/{id}/enable")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("webhook:write")
    @Operation(
            operationId = "enableWebhook",
            summary = "Enable a webhook",
            description = "It goes on where it stopped, at once, also where it only waits for the next attempt; or"
                    + " it leaves out what has changed meanwhile.")
    public Webhook enable(@Auth Caller caller, @PathParam("id") WebhookId id, Resumption how) {
        return webhooks.enable(caller, id, how);
    }

    @POST
    @Path("/{id}/ping")
    @RequiresPermission("webhook:write")
    @Cost(20)
    @Operation(
            operationId = "pingWebhook",
            summary = "Try a webhook out",
            description = "Sends a message webhook.ping, also where the webhook is disabled, and says what came of it"
                    + " within about 15 s.")
    public DeliveryReport ping(@Auth Caller caller, @PathParam("id") WebhookId id) {
        return deliveries.ping(caller, id);
    }

    @POST
    @Path("/{id}/replay")
    @Once
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("webhook:write")
    @Operation(
            operationId = "replayWebhook",
            summary = "Send the changes of a time to a webhook again",
            description =
                    "Before what is new, in order, and with the same webhook-id each. What counts is when a change"
                            + " got its place in the audit trail, about a second after it was made.")
    public Replay replay(@Auth Caller caller, @PathParam("id") WebhookId id, ReplayRange range) {
        return deliveries.replay(caller, id, range);
    }

    private Response created(IssuedSecret issued) {
        return Answers.created(
                settings.link("/v1/webhooks/" + issued.webhook().id().value()), issued);
    }
}
