package io.tenancy.server.api;

import static java.util.Objects.requireNonNull;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.access.Caller;
import io.tenancy.core.archive.Export;
import io.tenancy.core.archive.ExportService;
import io.tenancy.core.job.JobId;
import io.tenancy.server.Services;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Exports that the caller has asked for. */
@Path("/v1/exports")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Data")
public final class ExportResource {
    private final ExportService exports;
    private final ApiSettings settings;

    public ExportResource(Services services, ApiSettings settings) {
        this.exports = services.rights().exports();
        this.settings = requireNonNull(settings);
    }

    @POST
    @RequiresPermission("tenant:export")
    @FreshProof
    @Once
    @Cost(20)
    @Operation(
            operationId = "startExport",
            summary = "Export the tenant",
            description = "All its rows, without secrets. The job of the same id says how far it is.")
    @ApiResponse(
            responseCode = "201",
            description = "The export is begun.",
            content = @Content(schema = @Schema(implementation = Export.class)))
    public Response start(@Auth Caller caller) {
        return created(settings, exports.start(caller));
    }

    @GET
    @Path("/{id}")
    @SignedIn
    @Operation(
            operationId = "getExport",
            summary = "See an export",
            description = "Only who has asked for it finds it.")
    public Export get(@Auth Caller caller, @PathParam("id") JobId id) {
        return exports.get(caller, id);
    }

    @GET
    @Path("/{id}/archive")
    @Produces(ArchiveFile.ZIP)
    @SignedIn
    @FreshProof
    @Cost(20)
    @Operation(
            operationId = "downloadExport",
            summary = "Download an export",
            description = "A ZIP file with a manifest and rows as lines of JSON, for who has asked for it.")
    @ApiResponse(
            responseCode = "200",
            description = "The archive.",
            content =
                    @Content(
                            mediaType = ArchiveFile.ZIP,
                            schema = @Schema(type = "string", format = "binary", example = "PK")))
    public Response download(@Auth Caller caller, @PathParam("id") JobId id) {
        return ArchiveFile.of(exports.download(caller, id));
    }

    static Response created(ApiSettings settings, Export export) {
        return Answers.created(settings.link("/v1/exports/" + export.id().value()), export);
    }
}
