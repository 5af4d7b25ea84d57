package io.tenancy.server.api;

import io.dropwizard.auth.Auth;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tenancy.core.access.Caller;
import io.tenancy.core.account.AddressService;
import io.tenancy.core.account.NewAddress;
import io.tenancy.server.Services;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** One's e-mail address: showing that it is one's own, and having another. */
@Path("/v1/me/email")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in")
public final class OwnAddressResource {
    private final AddressService addresses;

    public OwnAddressResource(Services services) {
        this.addresses = services.addresses();
    }

    @POST
    @Path("/verification")
    @SignedIn
    @Operation(operationId = "sendVerification", summary = "Ask for a mail to confirm one's address")
    @ApiResponse(responseCode = "202", description = "A mail is on its way.")
    public Response sendVerification(@Auth Caller caller, @Context HttpServletRequest request) {
        addresses.verify(caller, Clients.of(request));
        return Response.accepted().build();
    }

    @POST
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
