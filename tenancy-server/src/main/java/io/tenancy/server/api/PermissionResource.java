package io.tenancy.server.api;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.Page;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Permission;
import io.tenancy.core.access.Permissions;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;

/** What roles can allow. */
@Path("/v1/permissions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Roles")
public final class PermissionResource {

    /** A permission and what it allows. */
    public record PermissionMeaning(Permission permission, String meaning) {}

    @GET
    @SignedIn
    @Operation(
            operationId = "listPermissions",
            summary = "List all permissions",
            description = "All on one page. Those of the platform are told to its operators only.")
    public Page<PermissionMeaning> list(@Auth Caller caller) {
        return new Page<>(known(caller), Optional.empty());
    }

    static List<PermissionMeaning> known(Caller caller) {
        boolean operator = caller.permissions().stream().anyMatch(Permission::isPlatform);
        return Permissions.all().stream()
                .filter(permission -> operator || !permission.isPlatform())
                .sorted()
                .map(permission -> new PermissionMeaning(
                        permission, Permissions.meaning(permission).orElse("")))
                .toList();
    }
}
