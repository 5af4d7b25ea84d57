package io.tenancy.server.api;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.access.Caller;
import io.tenancy.core.decision.DecisionService;
import io.tenancy.server.Services;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Decisions for resource servers, by the OpenID AuthZEN Authorization API 1.0. */
@Path("/access/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Decisions")
public final class AccessResource {
    private final DecisionService decisions;

    public AccessResource(Services services) {
        this.decisions = services.access().decisions();
    }

    @POST
    @Path("/evaluation")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("access:evaluate")
    @Operation(
            operationId = "evaluate",
            summary = "Ask whether a subject may do something",
            description = "About users and service accounts of the caller's tenant; everybody else may do nothing.")
    public AccessDecision evaluate(@Auth Caller caller, AccessRequest request) {
        return AccessDecision.of(decisions.decide(caller, request.question()));
    }

    @POST
    @Path("/evaluations")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("access:evaluate")
    @Operation(
            operationId = "evaluateAll",
            summary = "Ask several such questions at once",
            description =
                    "Up to 100, each counted by the rate limits as one request. The answer to one that lacks something is no."
                            + " Without any, the answer is that of a single question.")
    @ApiResponse(
            responseCode = "200",
            description = "The answers, in the order of the questions.",
            content = @Content(schema = @Schema(implementation = AccessDecision.Decisions.class)))
    public Response evaluateAll(
            @Auth Caller caller, @Context ContainerRequestContext context, AccessRequest.AccessRequests request) {
        List<AccessRequest> all = request.all();
        if (all.isEmpty()) {
            return Response.ok(evaluate(caller, request.whole())).build();
        }
        if (all.size() > DecisionService.MOST) {
            throw AccessRequest.malformed("evaluations");
        }
        RateFence.charge(context, all.size() - 1);
        List<AccessDecision> answers = decisions
                .decide(
                        caller,
                        all.stream().map(AccessRequest::questionAmongOthers).toList(),
                        request.semantic())
                .stream()
                .map(AccessDecision::of)
                .toList();
        return Response.ok(new AccessDecision.Decisions(answers)).build();
    }
}
