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
import io.tenancy.core.domain.Domain;
import io.tenancy.core.domain.DomainId;
import io.tenancy.core.domain.DomainService;
import io.tenancy.core.domain.NewDomain;
import io.tenancy.server.Services;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The domains of the caller's tenant. */
@Path("/v1/domains")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tenant")
public final class DomainResource {
    private final DomainService domains;
    private final ApiSettings settings;

    public DomainResource(Services services, ApiSettings settings) {
        this.domains = services.settings().domains();
        this.settings = requireNonNull(settings);
    }

    @GET
    @RequiresPermission("domain:read")
    @Operation(operationId = "listDomains", summary = "List domains", description = "All on one page.")
    public Page<Domain> list(@Auth Caller caller) {
        return domains.list(caller);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("domain:write")
    @FreshProof
    @Once
    @Operation(
            operationId = "createDomain",
            summary = "Add a domain of one's own",
            description = "It counts when its TXT record says the token, and was looked for.")
    @ApiResponse(
            responseCode = "201",
            description = "The domain is added, and not verified.",
            content = @Content(schema = @Schema(implementation = Domain.class)))
    public Response create(@Auth Caller caller, NewDomain wanted) {
        Domain domain = domains.create(caller, wanted);
        return Answers.created(settings.link("/v1/domains/" + domain.id().value()), domain);
    }

    @GET
    @Path("/{id}")
    @RequiresPermission("domain:read")
    @Operation(operationId = "getDomain", summary = "See a domain")
    public Domain get(@Auth Caller caller, @PathParam("id") DomainId id) {
        return domains.get(caller, id);
    }

    @POST
    @Path("/{id}/verify")
    @RequiresPermission("domain:write")
    @FreshProof
    @ChecksVersion(required = false)
    @Operation(
            operationId = "verifyDomain",
            summary = "Look for the proof of a domain in DNS",
            description = "From then on its sign-in page is the tenant's, and mails lead there.")
    public Domain verify(@Auth Caller caller, @PathParam("id") DomainId id) {
        return domains.verify(caller, id);
    }

    @DELETE
    @Path("/{id}")
    @RequiresPermission("domain:write")
    @ChecksVersion(required = false)
    @Operation(operationId = "deleteDomain", summary = "Give up a domain")
    @ApiResponse(responseCode = "204", description = "The domain is not the tenant's any more.")
    public void delete(@Auth Caller caller, @PathParam("id") DomainId id) {
        domains.delete(caller, id);
    }
}
