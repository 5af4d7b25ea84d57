package io.tenancy.server.api;

import static java.util.Objects.requireNonNull;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.access.Caller;
import io.tenancy.core.archive.ErasureService;
import io.tenancy.core.archive.Export;
import io.tenancy.core.archive.ExportService;
import io.tenancy.core.job.Job;
import io.tenancy.core.user.UserId;
import io.tenancy.server.Services;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The data of single users: exports, and erasure. */
@Path("/v1/users/{id}/data")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Data")
public final class UserDataResource {
    private final ExportService exports;
    private final ErasureService erasures;
    private final ApiSettings settings;

    public UserDataResource(Services services, ApiSettings settings) {
        this.exports = services.rights().exports();
        this.erasures = services.rights().erasures();
        this.settings = requireNonNull(settings);
    }

    @POST
    @Path("/exports")
    @RequiresPermission("user:export")
    @FreshProof
    @Once
    @Cost(20)
    @Operation(
            operationId = "startUserExport",
            summary = "Export a user",
            description = "All rows about them, without secrets.")
    @ApiResponse(
            responseCode = "201",
            description = "The export is begun.",
            content = @Content(schema = @Schema(implementation = Export.class)))
    public Response export(@Auth Caller caller, @PathParam("id") UserId id) {
        return ExportResource.created(settings, exports.start(caller, id));
    }

    @POST
    @Path("/erasure")
    @RequiresPermission("user:erase")
    @FreshProof
    @Once
    @Operation(
            operationId = "eraseUser",
            summary = "Erase a user for good",
            description = "The account ends at once. A job erases what belongs to them, and what the audit trail"
                    + " says of them. Also for users who were deleted before.")
    @ApiResponse(
            responseCode = "201",
            description = "The account has ended; the job is queued.",
            content = @Content(schema = @Schema(implementation = Job.class)))
    public Response erase(@Auth Caller caller, @PathParam("id") UserId id) {
        Job job = erasures.erase(caller, id);
        return Answers.created(settings.link("/v1/jobs/" + job.id().value()), job);
    }
}
