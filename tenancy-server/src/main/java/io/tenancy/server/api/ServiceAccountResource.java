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
import io.tenancy.core.serviceaccount.NewServiceAccount;
import io.tenancy.core.serviceaccount.ServiceAccount;
import io.tenancy.core.serviceaccount.ServiceAccountChange;
import io.tenancy.core.serviceaccount.ServiceAccountId;
import io.tenancy.core.serviceaccount.ServiceAccountService;
import io.tenancy.server.Services;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The programs of the caller's tenant. */
@Path("/v1/service-accounts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Programs")
public final class ServiceAccountResource {
    private final ServiceAccountService accounts;
    private final ApiSettings settings;

    public ServiceAccountResource(Services services, ApiSettings settings) {
        this.accounts = services.serviceAccounts();
        this.settings = requireNonNull(settings);
    }

    @GET
    @RequiresPermission("service_account:read")
    @Operation(operationId = "listServiceAccounts", summary = "List service accounts", description = "All on one page.")
    public Page<ServiceAccount> list(@Auth Caller caller) {
        return accounts.list(caller);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission({"service_account:write", "role:assign"})
    @FreshProof
    @Once
    @Operation(
            operationId = "createServiceAccount",
            summary = "Create a service account",
            description = "It has no key yet. Nobody creates one that may do what they may not do.")
    @ApiResponse(
            responseCode = "201",
            description = "The service account is created.",
            content = @Content(schema = @Schema(implementation = ServiceAccount.class)))
    public Response create(@Auth Caller caller, NewServiceAccount wanted) {
        ServiceAccount account = accounts.create(caller, wanted);
        return Answers.created(
                settings.link("/v1/service-accounts/" + account.id().value()), account);
    }

    @GET
    @Path("/{id}")
    @RequiresPermission("service_account:read")
    @Operation(operationId = "getServiceAccount", summary = "See a service account")
    public ServiceAccount get(@Auth Caller caller, @PathParam("id") ServiceAccountId id) {
        return accounts.get(caller, id);
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("service_account:write")
    @FreshProof
    @ChecksVersion
    @Operation(
            operationId = "updateServiceAccount",
            summary = "Change a service account",
            description = "What is absent stays. Changing roles needs role:assign too.")
    public ServiceAccount update(
            @Auth Caller caller, @PathParam("id") ServiceAccountId id, ServiceAccountChange change) {
        return accounts.update(caller, id, change);
    }

    @DELETE
    @Path("/{id}")
    @RequiresPermission("service_account:write")
    @ChecksVersion(required = false)
    @Operation(operationId = "deleteServiceAccount", summary = "Delete a service account and its keys")
    @ApiResponse(responseCode = "204", description = "The service account is deleted.")
    public void delete(@Auth Caller caller, @PathParam("id") ServiceAccountId id) {
        accounts.delete(caller, id);
    }

    @POST
    @Path("/{id}/disable")
    @RequiresPermission("service_account:write")
    @Operation(
            operationId = "disableServiceAccount",
            summary = "Disable a service account",
            description = "Its keys and tokens are good for nothing within 2 s.")
    public ServiceAccount disable(@Auth Caller caller, @PathParam("id") ServiceAccountId id) {
        return accounts.disable(caller, id);
    }

    @POST
    @Path("/{id}/enable")
    @RequiresPermission("service_account:write")
    @Operation(operationId = "enableServiceAccount", summary = "Enable a disabled service account")
    public ServiceAccount enable(@Auth Caller caller, @PathParam("id") ServiceAccountId id) {
        return accounts.enable(caller, id);
    }
}
