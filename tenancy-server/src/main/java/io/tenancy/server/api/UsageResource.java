package io.tenancy.server.api;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.Page;
import io.tenancy.core.access.Caller;
import io.tenancy.core.usage.MeterDefinition;
import io.tenancy.core.usage.Recorded;
import io.tenancy.core.usage.UsageQuery;
import io.tenancy.core.usage.UsageQuery.Step;
import io.tenancy.core.usage.UsageReport;
import io.tenancy.core.usage.UsageService;
import io.tenancy.server.Services;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;

/** What the caller's tenant uses. */
@Path("/v1/usage")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Usage")
public final class UsageResource {
    private final UsageService usage;

    public UsageResource(Services services) {
        this.usage = services.usage().service();
    }

    @POST
    @Path("/events")
    @Consumes({CloudEvent.ONE, CloudEvent.MANY, MediaType.APPLICATION_JSON})
    @RequiresPermission("usage:write")
    @Operation(
            operationId = "recordUsage",
            summary = "Report usage as CloudEvents, one or up to 1000",
            description = "All are counted, or none. What is known by its source and id counts once, so this needs no"
                    + " Idempotency-Key: send again what was not answered. As application/json it may be either.")
    public Recorded record(
            @Auth Caller caller,
            @Context HttpHeaders headers,
            @RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = CloudEvent.ONE,
                                        schema = @Schema(implementation = CloudEvent.class)),
                                @Content(
                                        mediaType = CloudEvent.MANY,
                                        array =
                                                @ArraySchema(
                                                        schema = @Schema(implementation = CloudEvent.class),
                                                        minItems = 1,
                                                        maxItems = UsageService.MOST_EVENTS)),
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON,
                                        schema = @Schema(implementation = CloudEvent.class))
                            })
                    CloudEvents events) {
        MediaType type = headers.getMediaType();
        boolean one = type.isCompatible(MediaType.valueOf(CloudEvent.ONE));
        boolean many = type.isCompatible(MediaType.valueOf(CloudEvent.MANY));
        if (events.batch() ? one : many) {
            throw Problem.badRequest(
                    "usage.body_form", CloudEvent.ONE + " is an object, and " + CloudEvent.MANY + " an array.");
        }
        return usage.record(caller, events.read());
    }

    @GET
    @RequiresPermission("usage:read")
    @Operation(
            operationId = "getUsage",
            summary = "See what the tenant has used of a meter, by the hour, day or month",
            description = "In UTC. Steps in which nothing was counted are left out; one answer is about 1000 at most.")
    public UsageReport get(
            @Auth Caller caller,
            @Parameter(required = true) @QueryParam("meter") Optional<String> meter,
            @Parameter(required = true, description = "The time from which on.") @QueryParam("from")
                    Optional<Instant> from,
            @Parameter(required = true, description = "The time up to which.") @QueryParam("to") Optional<Instant> to,
            @QueryParam("step") @DefaultValue("day") Step step) {
        return report(caller, meter, from, to, step);
    }

    @GET
    @Path("/export")
    @Produces(UsageTable.TYPE)
    @RequiresPermission("usage:read")
    @Operation(operationId = "exportUsage", summary = "Export what the tenant has used of a meter, as CSV")
    @ApiResponse(
            responseCode = "200",
            description = "A line for each step in which something was counted.",
            content =
                    @Content(
                            mediaType = UsageTable.TYPE,
                            schema = @Schema(type = "string", example = "meter,step,from,value")))
    public Response export(
            @Auth Caller caller,
            @Parameter(required = true) @QueryParam("meter") Optional<String> meter,
            @Parameter(required = true, description = "The time from which on.") @QueryParam("from")
                    Optional<Instant> from,
            @Parameter(required = true, description = "The time up to which.") @QueryParam("to") Optional<Instant> to,
            @QueryParam("step") @DefaultValue("day") Step step) {
        return UsageTable.of(report(caller, meter, from, to, step));
    }

    @GET
    @Path("/meters")
    @RequiresPermission("usage:read")
    @Operation(operationId = "listMeters", summary = "List what is measured", description = "All on one page.")
    public Page<MeterDefinition> meters(@Auth Caller caller) {
        return usage.meters(caller);
    }

    private UsageReport report(
            Caller caller, Optional<String> meter, Optional<Instant> from, Optional<Instant> to, Step step) {
        return usage.report(caller, new UsageQuery(meter.orElse(null), from.orElse(null), to.orElse(null), step));
    }
}
