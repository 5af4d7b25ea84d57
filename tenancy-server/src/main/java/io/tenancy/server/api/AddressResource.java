package io.tenancy.server.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
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

/** What can be done with an e-mail address without a sign-in: confirming it, and finding the accounts that it has. */
@Path("/v1/auth")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
public final class AddressResource {
    private final AddressService addresses;

    public AddressResource(Services services) {
        this.addresses = services.addresses();
    }

    @POST
    @Path("/email/verify")
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
    @Path("/discover")
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
}
