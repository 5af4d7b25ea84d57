package io.tenancy.server.api;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.feature.FlagEvaluation;
import io.tenancy.server.Services;
import io.tenancy.server.api.OfrepAnswer.OfrepAnswers;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** What feature flags are, by the OpenFeature Remote Evaluation Protocol 0.3. */
@Path("/ofrep/v1/evaluate/flags")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Flags")
public final class OfrepResource {
    private final FlagEvaluation flags;

    public OfrepResource(Services services) {
        this.flags = services.flags().evaluation();
    }

    @POST
    @Path("/{flag}")
    @Consumes(MediaType.APPLICATION_JSON)
    @SignedIn(programs = "flag:evaluate")
    @Operation(
            operationId = "evaluateFlag",
            summary = "Ask what a feature flag is (OpenFeature Remote Evaluation Protocol)",
            description = "For the tenant of the token. A person asks about themselves; a program, which needs"
                    + " flag:evaluate, about the user whose id is the targetingKey.")
    public OfrepAnswer evaluate(@Auth Caller caller, @PathParam("flag") String flag, OfrepRequest request) {
        return flags.evaluate(caller, flag, request.query())
                .map(OfrepAnswer::of)
                .orElseThrow(() -> new NotFound("flag"));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @SignedIn(programs = "flag:evaluate")
    @Operation(
            operationId = "evaluateFlags",
            summary = "Ask what all feature flags are (OpenFeature Remote Evaluation Protocol)",
            description =
                    "For the same callers. Of a flag that cannot be evaluated, why. With the ETag of the answer before in If-None-Match"
                            + " the answer is 304 while nothing is another.")
    @ApiResponse(
            responseCode = "200",
            description = "What they are.",
            content = @Content(schema = @Schema(implementation = OfrepAnswers.class)))
    public Response evaluateAll(
            @Auth Caller caller, @Parameter(hidden = true) @Context HttpHeaders headers, OfrepRequest request) {
        OfrepAnswers answers = new OfrepAnswers(flags.evaluateAll(caller, request.query()).stream()
                .map(OfrepAnswer::of)
                .toList());
        @Nullable String known = headers.getHeaderString(HttpHeaders.IF_NONE_MATCH);
        boolean isKnown = known != null
                && EntityTags.all(known, HttpHeaders.IF_NONE_MATCH).contains(answers.tag());
        return (isKnown ? Response.notModified() : Response.ok(answers))
                .header(HttpHeaders.ETAG, EntityTags.of(answers.tag()))
                .build();
    }
}
