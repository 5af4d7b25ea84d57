package io.tenancy.server.api;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.Check;
import io.tenancy.core.Page;
import io.tenancy.core.PageRequest;
import io.tenancy.core.Secret;
import io.tenancy.core.Version;
import io.tenancy.core.Versioned;
import io.tenancy.core.access.Caller;
import io.tenancy.core.invitation.Admitted;
import io.tenancy.core.invitation.ImportReport;
import io.tenancy.core.invitation.ImportService;
import io.tenancy.core.invitation.InvitationService;
import io.tenancy.core.invitation.UserImport;
import io.tenancy.core.job.Job;
import io.tenancy.core.login.UnlockService;
import io.tenancy.core.user.NewUser;
import io.tenancy.core.user.User;
import io.tenancy.core.user.UserChange;
import io.tenancy.core.user.UserId;
import io.tenancy.core.user.UserQuery;
import io.tenancy.core.user.UserQuery.Sort;
import io.tenancy.core.user.UserService;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The users of the caller's tenant. */
@Path("/v1/users")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Users")
public final class UserResource {
    private final UserService users;
    private final InvitationService invitations;
    private final UnlockService unlocks;
    private final ImportService imports;
    private final ApiSettings settings;

    public UserResource(Services services, ApiSettings settings) {
        this.users = services.users();
        this.invitations = services.invitations();
        this.unlocks = services.unlocks();
        this.imports = services.imports();
        this.settings = requireNonNull(settings);
    }

    /** A new user and the one-time password, which no other answer shows. */
    public record CreatedUser(
            @JsonUnwrapped User user,

            @JsonSerialize(contentUsing = CoreJson.Shown.class)
            Optional<Secret> oneTimePassword)
            implements Versioned {
        @Override
        public Version tag() {
            return user.tag();
        }
    }

    /** The roles that a user is to have. */
    public record NewRoles(Set<String> roles) {
        public NewRoles(@Nullable Set<String> roles) {
            this.roles = Check.present("roles", roles);
        }
    }

    @GET
    @RequiresPermission("user:read")
    @Operation(operationId = "listUsers", summary = "List users")
    public Page<User> list(
            @Auth Caller caller,
            @Parameter(description = "Only users whose name or e-mail address starts with this.") @QueryParam("search")
                    Optional<String> search,
            @QueryParam("status") Optional<User.Status> status,
            @QueryParam("sort") @DefaultValue("created") Sort sort,
            @QueryParam("cursor") Optional<String> cursor,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        return users.list(caller, new UserQuery(search, status, sort), new PageRequest(cursor, limit));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission({"user:write", "role:assign"})
    @FreshProof
    @Once
    @Operation(
            operationId = "createUser",
            summary = "Create a user with a one-time password",
            description = "The password is shown this once, and has to be replaced at the first sign-in.")
    @ApiResponse(
            responseCode = "201",
            description = "The user is created.",
            content = @Content(schema = @Schema(implementation = CreatedUser.class)))
    public Response create(@Auth Caller caller, NewUser wanted) {
        Admitted admitted = invitations.create(caller, wanted);
        return created(admitted.user(), new CreatedUser(admitted.user(), admitted.oneTimePassword()));
    }

    @POST
    @Path("/invitations")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission({"user:write", "role:assign"})
    @FreshProof
    @Once
    @Operation(operationId = "inviteUser", summary = "Invite a user by mail")
    @ApiResponse(
            responseCode = "201",
            description = "The user is invited.",
            content = @Content(schema = @Schema(implementation = User.class)))
    public Response invite(@Auth Caller caller, NewUser wanted) {
        User user = invitations.invite(caller, wanted);
        return created(user, user);
    }

    @POST
    @Path("/{id}/invitation")
    @RequiresPermission("user:write")
    @Operation(
            operationId = "inviteUserAgain",
            summary = "Send a new invitation",
            description = "Every older one is void.")
    public User inviteAgain(@Auth Caller caller, @PathParam("id") UserId id) {
        return invitations.inviteAgain(caller, id);
    }

    @GET
    @Path("/{id}")
    @RequiresPermission("user:read")
    @Operation(operationId = "getUser", summary = "See a user")
    public User get(@Auth Caller caller, @PathParam("id") UserId id) {
        return users.get(caller, id);
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("user:write")
    @ChecksVersion
    @Operation(
            operationId = "updateUser",
            summary = "Change a user",
            description = "What is absent stays. Changing roles needs role:assign too.")
    public User update(@Auth Caller caller, @PathParam("id") UserId id, UserChange change) {
        return users.update(caller, id, change);
    }

    @DELETE
    @Path("/{id}")
    @RequiresPermission("user:delete")
    @FreshProof
    @ChecksVersion(required = false)
    @Operation(operationId = "deleteUser", summary = "Delete a user")
    @ApiResponse(responseCode = "204", description = "The user is deleted.")
    public void delete(@Auth Caller caller, @PathParam("id") UserId id) {
        users.delete(caller, id);
    }

    @PUT
    @Path("/{id}/roles")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission({"role:assign", "user:write"})
    @FreshProof
    @ChecksVersion
    @Operation(
            operationId = "setUserRoles",
            summary = "Give a user roles",
            description = "Replaces the roles the user has.")
    public User setRoles(@Auth Caller caller, @PathParam("id") UserId id, NewRoles wanted) {
        return users.update(caller, id, new UserChange(Optional.empty(), Optional.of(wanted.roles())));
    }

    @POST
    @Path("/{id}/disable")
    @RequiresPermission("user:write")
    @Operation(operationId = "disableUser", summary = "Disable a user", description = "Ends their sessions.")
    public User disable(@Auth Caller caller, @PathParam("id") UserId id) {
        return users.disable(caller, id);
    }

    @POST
    @Path("/{id}/enable")
    @RequiresPermission("user:write")
    @Operation(operationId = "enableUser", summary = "Enable a disabled user")
    public User enable(@Auth Caller caller, @PathParam("id") UserId id) {
        return users.enable(caller, id);
    }

    @POST
    @Path("/{id}/unlock")
    @RequiresPermission("user:write")
    @Operation(
            operationId = "unlockUser",
            summary = "Let a user try their password anew",
            description = "Sets the count of their failed sign-ins to zero.")
    public User unlock(@Auth Caller caller, @PathParam("id") UserId id) {
        return unlocks.unlock(caller, id);
    }

    @POST
    @Path("/import")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission({"user:import", "role:assign"})
    @FreshProof
    @Once
    @Operation(
            operationId = "importUsers",
            summary = "Bring in users with the hashes of their passwords",
            description = "Up to 500 at once. A line that is refused does not stop the others; the answer says why.")
    public ImportReport importUsers(@Auth Caller caller, UserImport wanted) {
        return imports.run(caller, wanted);
    }

    @POST
    @Path("/import/jobs")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission({"user:import", "role:assign"})
    @FreshProof
    @Once
    @Operation(
            operationId = "startUserImport",
            summary = "Bring in users in the background",
            description = "Up to 5,000. The job says how many are done, and which lines were refused.")
    @ApiResponse(
            responseCode = "201",
            description = "The job is queued.",
            content = @Content(schema = @Schema(implementation = Job.class)))
    public Response startImport(@Auth Caller caller, UserImport wanted) {
        Job job = imports.start(caller, wanted);
        return Answers.created(settings.link("/v1/jobs/" + job.id().value()), job);
    }

    private Response created(User user, Object answer) {
        return Answers.created(settings.link("/v1/users/" + user.id().value()), answer);
    }
}
