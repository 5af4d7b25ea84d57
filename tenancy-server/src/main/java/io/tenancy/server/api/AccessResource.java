package io.tenancy.server.api;

import com.fasterxml.jackson.annotation.JsonProperty;
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
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Decisions for resource servers, by the OpenID AuthZEN Authorization API 1.0. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Decisions")
public final class AccessResource {
    private final DecisionService decisions;
    private final DecisionPoint point;

    public AccessResource(Services services, ApiSettings settings) {
        this.decisions = services.access().decisions();
        this.point = new DecisionPoint(
                settings.baseUrl().toString(),
                settings.link("/access/v1/evaluation").toString(),
                settings.link("/access/v1/evaluations").toString());
    }

    /** Where decisions are made. */
    public record DecisionPoint(
            @JsonProperty("policy_decision_point") String point,
            @JsonProperty("access_evaluation_endpoint") String evaluation,
            @JsonProperty("access_evaluations_endpoint") String evaluations) {}

    @GET
    @Path("/.well-known/authzen-configuration")
    @Open
    @Operation(operationId = "getDecisionPoint", summary = "Where decisions are made (OpenID AuthZEN)")
    @ApiResponse(
            responseCode = "200",
            description = "The metadata.",
            content = @Content(schema = @Schema(implementation = DecisionPoint.class)))
    public Response configuration() {
        return Response.ok(point)
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
                .build();
    }

    @POST
    @Path("/access/v1/evaluation")
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
    @Path("/access/v1/evaluations")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("access:evaluate")
    @Operation(
            operationId = "evaluateAll",
            summary = "Ask several such questions at once",
            description = "Up to 100. Without any, the answer is that of a single question.")
    @ApiResponse(
            responseCode = "200",
            description = "The answers, in the order of the questions.",
            content = @Content(schema = @Schema(implementation = AccessDecision.Decisions.class)))
    public Response evaluateAll(@Auth Caller caller, AccessRequest.AccessRequests request) {
        List<AccessRequest> all = request.all();
        if (all.isEmpty()) {
            return Response.ok(evaluate(caller, request.whole())).build();
        }
        if (all.size() > DecisionService.MOST) {
            throw AccessRequest.malformed("evaluations");
        }
        List<AccessDecision> answers =
                decisions
                        .decide(
                                caller,
                                all.stream().map(AccessRequest::question).toList(),
                                request.semantic())
                        .stream()
                        .map(AccessDecision::of)
                        .toList();
        return Response.ok(new AccessDecision.Decisions(answers)).build();
    }
}
