package io.tenancy.server.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Where resource servers find what decides. */
@Path("/.well-known/authzen-configuration")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Discovery")
public final class DecisionPointResource {
    private final DecisionPoint point;

    public DecisionPointResource(ApiSettings settings) {
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
}
