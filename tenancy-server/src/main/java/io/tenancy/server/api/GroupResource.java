package io.tenancy.server.api;

import static java.util.Objects.requireNonNull;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.Page;
import io.tenancy.core.PageRequest;
import io.tenancy.core.access.Caller;
import io.tenancy.core.group.Group;
import io.tenancy.core.group.GroupChange;
import io.tenancy.core.group.GroupId;
import io.tenancy.core.group.GroupService;
import io.tenancy.core.group.Member;
import io.tenancy.core.group.MemberQuery;
import io.tenancy.core.group.MemberService;
import io.tenancy.core.group.NewGroup;
import io.tenancy.core.user.UserId;
import io.tenancy.server.Services;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** The groups of the caller's tenant. */
@Path("/v1/groups")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Groups")
public final class GroupResource {
    private final GroupService groups;
    private final MemberService members;
    private final ApiSettings settings;

    public GroupResource(Services services, ApiSettings settings) {
        this.groups = services.access().groups();
        this.members = services.access().members();
        this.settings = requireNonNull(settings);
    }

    @GET
    @RequiresPermission("group:read")
    @Operation(operationId = "listGroups", summary = "List groups", description = "The oldest first.")
    public Page<Group> list(
            @Auth Caller caller,
            @QueryParam("limit") @DefaultValue("50") int limit,
            @QueryParam("cursor") Optional<String> cursor) {
        return groups.list(caller, new PageRequest(cursor, limit));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("group:write")
    @FreshProof
    @Once
    @Operation(
            operationId = "createGroup",
            summary = "Create a group",
            description = "Giving it roles needs role:assign too, and every permission of these.")
    @ApiResponse(
            responseCode = "201",
            description = "The group is created.",
            content = @Content(schema = @Schema(implementation = Group.class)))
    public Response create(@Auth Caller caller, NewGroup wanted) {
        Group group = groups.create(caller, wanted);
        return Answers.created(settings.link("/v1/groups/" + group.id().value()), group);
    }

    @GET
    @Path("/{id}")
    @RequiresPermission("group:read")
    @Operation(operationId = "getGroup", summary = "See a group")
    public Group get(@Auth Caller caller, @PathParam("id") GroupId id) {
        return groups.get(caller, id);
    }

    @PATCH
    @Path("/{id}")
    @FreshProof
    @ChecksVersion
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("group:write")
    @Operation(
            operationId = "updateGroup",
            summary = "Change a group",
            description = "What is absent stays. Changing roles needs role:assign too, and is seen within 2 s.")
    public Group update(@Auth Caller caller, @PathParam("id") GroupId id, GroupChange change) {
        return groups.update(caller, id, change);
    }

    @DELETE
    @Path("/{id}")
    @RequiresPermission("group:write")
    @ChecksVersion(required = false)
    @Operation(
            operationId = "deleteGroup",
            summary = "Delete a group",
            description = "Its members stay users, without the roles of the group.")
    @ApiResponse(responseCode = "204", description = "The group is deleted.")
    public void delete(@Auth Caller caller, @PathParam("id") GroupId id) {
        groups.delete(caller, id);
    }

    @GET
    @Path("/{id}/members")
    @RequiresPermission("group:read")
    @Operation(operationId = "listMembers", summary = "List who is in a group")
    public Page<Member> members(
            @Auth Caller caller,
            @PathParam("id") GroupId id,
            @Parameter(description = "Only members whose name or e-mail address starts with this.")
                    @QueryParam("search")
                    Optional<String> search,
            @QueryParam("limit") @DefaultValue("50") int limit,
            @QueryParam("cursor") Optional<String> cursor) {
        return members.list(caller, id, new MemberQuery(search), new PageRequest(cursor, limit));
    }

    @PUT
    @Path("/{id}/members/{user}")
    @FreshProof
    @RequiresPermission({"group:write", "role:assign"})
    @Operation(
            operationId = "addMember",
            summary = "Put a user into a group",
            description = "Gives them its roles. Does nothing where they are in it already.")
    @ApiResponse(responseCode = "204", description = "The user is in the group.")
    public void add(@Auth Caller caller, @PathParam("id") GroupId id, @PathParam("user") UserId user) {
        members.add(caller, id, user);
    }

    @DELETE
    @Path("/{id}/members/{user}")
    @RequiresPermission({"group:write", "role:assign"})
    @Operation(operationId = "removeMember", summary = "Take a user out of a group")
    @ApiResponse(responseCode = "204", description = "The user is not in the group.")
    public void remove(@Auth Caller caller, @PathParam("id") GroupId id, @PathParam("user") UserId user) {
        members.remove(caller, id, user);
    }
}
