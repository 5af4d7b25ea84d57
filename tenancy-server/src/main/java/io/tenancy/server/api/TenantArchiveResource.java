package io.tenancy.server.api;

import static java.util.Objects.requireNonNull;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.Page;
import io.tenancy.core.access.Caller;
import io.tenancy.core.archive.Export;
import io.tenancy.core.archive.IdPolicy;
import io.tenancy.core.archive.TenantArchiveService;
import io.tenancy.core.job.JobId;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.server.Services;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/** Exports of tenants by operators, and imports. */
@Path("/v1/tenants/{id}/archives")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Data")
public final class TenantArchiveResource {
    private final TenantArchiveService archives;
    private final ApiSettings settings;

    public TenantArchiveResource(Services services, ApiSettings settings) {
        this.archives = services.rights().ofTenants();
        this.settings = requireNonNull(settings);
    }

    @POST
    @Path("/exports")
    @RequiresPermission("platform:export_tenants")
    @FreshProof
    @Once
    @Operation(operationId = "startTenantExport", summary = "Export a tenant")
    @ApiResponse(
            responseCode = "201",
            description = "The export is begun.",
            content = @Content(schema = @Schema(implementation = Export.class)))
    public Response export(@Auth Caller caller, @PathParam("id") TenantId id) {
        Export export = archives.export(caller, id);
        return Answers.created(
                settings.link("/v1/tenants/" + id.value() + "/archives/exports/"
                        + export.id().value()),
                export);
    }

    @GET
    @Path("/exports")
    @RequiresPermission("platform:export_tenants")
    @Operation(
            operationId = "listTenantExports",
            summary = "List the caller's exports of a tenant",
            description = "Those that have not expired, the youngest first, all on one page.")
    public Page<Export> exports(@Auth Caller caller, @PathParam("id") TenantId id) {
        return archives.exports(caller, id);
    }

    @GET
    @Path("/exports/{job}")
    @RequiresPermission("platform:export_tenants")
    @Operation(operationId = "getTenantExport", summary = "See the caller's export of a tenant")
    public Export exported(@Auth Caller caller, @PathParam("id") TenantId id, @PathParam("job") JobId job) {
        return archives.exported(caller, id, job);
    }

    @GET
    @Path("/exports/{job}/archive")
    @Produces(ArchiveFile.ZIP)
    @RequiresPermission("platform:export_tenants")
    @FreshProof
    @Operation(operationId = "downloadTenantExport", summary = "Download the caller's export of a tenant")
    @ApiResponse(
            responseCode = "200",
            description = "The archive.",
            content =
                    @Content(
                            mediaType = ArchiveFile.ZIP,
                            schema = @Schema(type = "string", format = "binary", example = "PK")))
    public Response download(@Auth Caller caller, @PathParam("id") TenantId id, @PathParam("job") JobId job) {
        return ArchiveFile.of(archives.download(caller, id, job));
    }

    @POST
    @Path("/exports/{job}/cancel")
    @RequiresPermission("platform:export_tenants")
    @Operation(operationId = "cancelTenantExport", summary = "Cancel the caller's export of a tenant")
    public Export cancelExport(@Auth Caller caller, @PathParam("id") TenantId id, @PathParam("job") JobId job) {
        return archives.cancelExport(caller, id, job);
    }

    @POST
    @Path("/imports")
    @Consumes(ArchiveFile.ZIP)
    @RequiresPermission("platform:import_tenants")
    @FreshProof
    @Operation(
            operationId = "startTenantImport",
            summary = "Bring the rows of an archive into a new tenant",
            description = "The archive is looked at as a whole, then its rows are written, all or none. The answer says"
                    + " what does not come along.")
    public Export bringIn(
            @Auth Caller caller,
            @PathParam("id") TenantId id,
            @QueryParam("ids") @DefaultValue("keep") IdPolicy ids,
            InputStream archive) {
        return archives.bringIn(caller, id, ids, new ZipUpload(archive));
    }

    @GET
    @Path("/imports/{job}")
    @RequiresPermission("platform:import_tenants")
    @Operation(operationId = "getTenantImport", summary = "See the caller's import into a tenant")
    public Export broughtIn(@Auth Caller caller, @PathParam("id") TenantId id, @PathParam("job") JobId job) {
        return archives.broughtIn(caller, id, job);
    }

    @POST
    @Path("/imports/{job}/cancel")
    @RequiresPermission("platform:import_tenants")
    @Operation(
            operationId = "cancelTenantImport",
            summary = "Cancel the caller's import into a tenant",
            description = "Nothing of it is written.")
    public Export cancelImport(@Auth Caller caller, @PathParam("id") TenantId id, @PathParam("job") JobId job) {
        return archives.cancelImport(caller, id, job);
    }
}
