package io.tenancy.server.api;

import static java.util.Objects.requireNonNull;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.access.Caller;
import io.tenancy.core.role.NewRole;
import io.tenancy.core.role.Role;
import io.tenancy.core.role.RoleChange;
import io.tenancy.core.role.RoleId;
import io.tenancy.core.role.RoleService;
import io.tenancy.server.Services;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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

/** The roles of the caller's tenant. */
@Path("/v1/roles")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Roles")
public final class RoleResource {
    private final RoleService roles;
    private final ApiSettings settings;

    public RoleResource(Services services, ApiSettings settings) {
        this.roles = services.roles();
        this.settings = requireNonNull(settings);
    }

    /** What the list has besides roles. */
    public enum Include {
        PERMISSIONS
    }

    @GET
    @RequiresPermission("role:read")
    @Operation(operationId = "listRoles", summary = "List roles", description = "All on one page.")
    public RoleList list(
            @Auth Caller caller,
            @Parameter(description = "With what roles can allow, as the list of permissions has it.")
                    @QueryParam("include")
                    Optional<Include> include) {
        return RoleList.of(roles.list(caller), include.map(permissions -> PermissionResource.known(caller)));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("role:write")
    @FreshProof
    @Once
    @Operation(
            operationId = "createRole",
            summary = "Create a custom role",
            description = "Nobody creates a role that allows what they may not do.")
    @ApiResponse(
            responseCode = "201",
            description = "The role is created.",
            content = @Content(schema = @Schema(implementation = Role.class)))
    public Response create(@Auth Caller caller, NewRole wanted) {
        Role role = roles.create(caller, wanted);
        return Answers.created(settings.link("/v1/roles/" + role.id().value()), role);
    }

    @GET
    @Path("/{id}")
    @RequiresPermission("role:read")
    @Operation(operationId = "getRole", summary = "See a role")
    public Role get(@Auth Caller caller, @PathParam("id") RoleId id) {
        return roles.get(caller, id);
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("role:write")
    @FreshProof
    @ChecksVersion
    @Operation(
            operationId = "updateRole",
            summary = "Change a custom role",
            description = "What is absent stays. Users who have the role have its new permissions within 2 s.")
    public Role update(@Auth Caller caller, @PathParam("id") RoleId id, RoleChange change) {
        return roles.update(caller, id, change);
    }

    @DELETE
    @Path("/{id}")
    @RequiresPermission("role:write")
    @ChecksVersion(required = false)
    @Operation(operationId = "deleteRole", summary = "Delete a custom role that nobody has")
    @ApiResponse(responseCode = "204", description = "The role is deleted.")
    public void delete(@Auth Caller caller, @PathParam("id") RoleId id) {
        roles.delete(caller, id);
    }
}
