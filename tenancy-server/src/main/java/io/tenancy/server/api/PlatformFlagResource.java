package io.tenancy.server.api;

import static java.util.Objects.requireNonNull;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.Page;
import io.tenancy.core.PageRequest;
import io.tenancy.core.access.Caller;
import io.tenancy.core.flag.Flag;
import io.tenancy.core.flag.FlagChange;
import io.tenancy.core.flag.FlagService;
import io.tenancy.core.flag.FlagVersion;
import io.tenancy.core.flag.NewFlag;
import io.tenancy.server.Services;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** The feature flags of the platform, for operators. */
@Path("/v1/platform/flags")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Flags")
public final class PlatformFlagResource {
    private final FlagService flags;
    private final ApiSettings settings;

    public PlatformFlagResource(Services services, ApiSettings settings) {
        this.flags = services.flags().flags();
        this.settings = requireNonNull(settings);
    }

    @GET
    @RequiresPermission("platform:read_flags")
    @Operation(
            operationId = "listPlatformFlags",
            summary = "List the flags of the platform",
            description = "In the order of their keys, or those whose key or description has a text in it.")
    public Page<Flag> list(
            @Auth Caller caller,
            @QueryParam("search") Optional<String> search,
            @QueryParam("limit") @DefaultValue("50") int limit,
            @QueryParam("cursor") Optional<String> cursor) {
        return flags.list(caller, search, new PageRequest(cursor, limit));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("platform:write_flags")
    @Once
    @Operation(
            operationId = "createPlatformFlag",
            summary = "Create a flag",
            description = "What nothing could evaluate, as a rule about a plan that never was, is refused.")
    @ApiResponse(
            responseCode = "201",
            description = "The flag is created.",
            content = @Content(schema = @Schema(implementation = Flag.class)))
    public Response create(@Auth Caller caller, NewFlag wanted) {
        Flag flag = flags.create(caller, wanted);
        return Answers.created(settings.link("/v1/platform/flags/" + flag.key()), flag);
    }

    @GET
    @Path("/{flag}")
    @RequiresPermission("platform:read_flags")
    @Operation(operationId = "getPlatformFlag", summary = "See a flag")
    public Flag get(@Auth Caller caller, @PathParam("flag") String flag) {
        return flags.get(caller, flag);
    }

    @PATCH
    @Path("/{flag}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("platform:write_flags")
    @ChecksVersion
    @Operation(
            operationId = "updatePlatformFlag",
            summary = "Change a flag",
            description = "What is absent stays. It takes effect within 2 s.")
    public Flag update(@Auth Caller caller, @PathParam("flag") String flag, FlagChange change) {
        return flags.update(caller, flag, change);
    }

    @DELETE
    @Path("/{flag}")
    @RequiresPermission("platform:write_flags")
    @ChecksVersion(required = false)
    @Operation(
            operationId = "deletePlatformFlag",
            summary = "Delete a flag",
            description = "With its history, and what was agreed about it. What tenants said of it counts no more.")
    @ApiResponse(responseCode = "204", description = "The flag is deleted.")
    public void delete(@Auth Caller caller, @PathParam("flag") String flag) {
        flags.delete(caller, flag);
    }

    @GET
    @Path("/{flag}/history")
    @RequiresPermission("platform:read_flags")
    @Operation(operationId = "listFlagHistory", summary = "See what a flag was", description = "The newest first.")
    public Page<FlagVersion> history(
            @Auth Caller caller,
            @PathParam("flag") String flag,
            @QueryParam("limit") @DefaultValue("50") int limit,
            @QueryParam("cursor") Optional<String> cursor) {
        return flags.history(caller, flag, new PageRequest(cursor, limit));
    }

    @POST
    @Path("/{flag}/kill")
    @RequiresPermission("platform:write_flags")
    @ChecksVersion(required = false)
    @Operation(
            operationId = "killFlag",
            summary = "Switch a flag off for everybody",
            description = "Everybody has its off variant within 2 s, whatever rules, overrides and features say.")
    public Flag kill(@Auth Caller caller, @PathParam("flag") String flag) {
        return flags.kill(caller, flag);
    }

    @POST
    @Path("/{flag}/revive")
    @RequiresPermission("platform:write_flags")
    @ChecksVersion(required = false)
    @Operation(operationId = "reviveFlag", summary = "Let everything that is said of a flag count again")
    public Flag revive(@Auth Caller caller, @PathParam("flag") String flag) {
        return flags.revive(caller, flag);
    }
}
