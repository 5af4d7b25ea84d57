package io.tenancy.server.api;

import static java.util.Objects.requireNonNull;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.biller.BillerEventService;
import io.tenancy.core.biller.BillerEventService.Outcome;
import io.tenancy.server.Services;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** Where an outside biller says what has become of invoices. What it says counts by its signature alone. */
@Path("/v1/billing/events")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Invoices")
public final class BillerEventResource {
    private final BillerEventService events;

    public BillerEventResource(Services services) {
        this.events = requireNonNull(services.billerEvents());
    }

    /** What has become of an event. */
    record Received(Outcome outcome) {}

    /** What of an event every biller has; the rest is of its own. */
    @Schema(additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
    record SignedEvent(String id, String type) {}

    @POST
    @Path("/{biller}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Open
    @Operation(
            operationId = "receiveBillerEvent",
            summary = "Take in an event of the outside biller, which has signed it",
            description =
                    "For Stripe: the address of a webhook endpoint. The signature is looked at before anything else; an"
                            + " event may come again, and in whatever order.")
    @ApiResponse(
            responseCode = "200",
            description = "It is taken in, and need not come again.",
            content = @Content(schema = @Schema(implementation = Received.class)))
    public Received receive(
            @PathParam("biller") String biller,
            @Context HttpHeaders headers,
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = SignedEvent.class)))
                    byte[] body) {
        return new Received(events.receive(biller, body, name -> Optional.ofNullable(headers.getHeaderString(name))));
    }
}
