package io.tenancy.server.api;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.access.Caller;
import io.tenancy.core.account.AddressService;
import io.tenancy.core.account.MailedToken;
import io.tenancy.core.account.NewAddress;
import io.tenancy.core.user.User;
import io.tenancy.server.Services;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** One's e-mail address: showing that it is one's own, having another, and finding the accounts that it has. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
public final class AddressResource {
    private final AddressService addresses;

    public AddressResource(Services services) {
        this.addresses = services.addresses();
    }

    @POST
    @Path("/auth/email/verify")
    @Consumes(MediaType.APPLICATION_JSON)
    @Open
    @Operation(
            operationId = "verifyEmail",
            summary = "Confirm an address with the token of a mail",
            description = "That of the account, or another one, which is that of the account from then on.")
    public User verify(MailedToken token) {
        return addresses.confirm(token);
    }

    @POST
    @Path("/auth/discover")
    @Consumes(MediaType.APPLICATION_JSON)
    @Open
    @Operation(
            operationId = "discoverAccounts",
            summary = "Ask for a mail with the tenants in which an address has an account",
            description = "The answer is the same for every address.")
    @ApiResponse(responseCode = "202", description = "If there is such an account, a mail is on its way.")
    public Response discover(NewAddress address, @Context HttpServletRequest request) {
        addresses.discover(address, Clients.of(request));
        return Response.accepted().build();
    }

    @POST
    @Path("/me/email/verification")
    @SignedIn
    @Operation(operationId = "sendVerification", summary = "Ask for a mail to confirm one's address")
    @ApiResponse(responseCode = "202", description = "A mail is on its way.")
    public Response sendVerification(@Auth Caller caller, @Context HttpServletRequest request) {
        addresses.verify(caller, Clients.of(request));
        return Response.accepted().build();
    }

    @POST
    @Path("/me/email")
    @Consumes(MediaType.APPLICATION_JSON)
    @SignedIn
    @FreshProof
    @Operation(
            operationId = "changeEmail",
            summary = "Ask for another address",
            description = "It is one's address when the link in the mail to it is used.")
    @ApiResponse(responseCode = "202", description = "If nobody else has the address, a mail to it is on its way.")
    public Response change(@Auth Caller caller, NewAddress wanted, @Context HttpServletRequest request) {
        addresses.change(caller, wanted, Clients.of(request));
        return Response.accepted().build();
    }
}
