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
import io.tenancy.server.Services;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The caller's own data. */
@Path("/v1/me/data")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Data")
public final class OwnDataResource {
    private final ExportService exports;
    private final ApiSettings settings;

    public OwnDataResource(Services services, ApiSettings settings) {
        this.exports = services.rights().exports();
        this.settings = requireNonNull(settings);
    }

    @POST
    @Path("/exports")
    @SignedIn
    @FreshProof
    @Once
    @Cost(20)
    @Operation(
            operationId = "startOwnExport",
            summary = "Export one's own data",
            description = "All rows about the caller, without secrets.")
    @ApiResponse(
            responseCode = "201",
            description = "The export is begun.",
            content = @Content(schema = @Schema(implementation = Export.class)))
    public Response export(@Auth Caller caller) {
        return ExportResource.created(settings, exports.startOwn(caller));
    }
}
