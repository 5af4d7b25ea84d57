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
import io.tenancy.core.billing.Invoice;
import io.tenancy.core.billing.InvoiceFilter;
import io.tenancy.core.billing.InvoiceId;
import io.tenancy.core.billing.InvoiceService;
import io.tenancy.core.billing.NewInvoice;
import io.tenancy.core.billing.Settlement;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.server.Services;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** What one tenant owes, for operators. */
@Path("/v1/tenants/{id}/invoices")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Invoices")
public final class TenantInvoiceResource {
    private final InvoiceService invoices;
    private final ApiSettings settings;

    public TenantInvoiceResource(Services services, ApiSettings settings) {
        this.invoices = services.invoices();
        this.settings = requireNonNull(settings);
    }

    @GET
    @RequiresPermission("platform:read_invoices")
    @Operation(operationId = "listTenantInvoices", summary = "List the invoices of a tenant, the youngest first")
    public Page<ShownInvoice> list(
            @Auth Caller caller,
            @PathParam("id") TenantId id,
            @QueryParam("status") Optional<Invoice.Status> status,
            @Parameter(description = "Only those whose number begins with this, or in whose reference it is.")
                    @QueryParam("search")
                    Optional<String> search,
            @QueryParam("cursor") Optional<String> cursor,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        return ShownInvoice.page(
                invoices.list(caller, id, new InvoiceFilter(status, search), new PageRequest(cursor, limit)));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("platform:write_invoices")
    @Once
    @Operation(
            operationId = "issueInvoice",
            summary = "Issue an invoice to a tenant",
            description = "The price of its plan is on it for the part of the time that it has the plan.")
    @ApiResponse(
            responseCode = "201",
            description = "The invoice is issued.",
            content = @Content(schema = @Schema(implementation = ShownInvoice.class)))
    public Response issue(@Auth Caller caller, @PathParam("id") TenantId id, NewInvoice wanted) {
        Invoice invoice = invoices.issue(caller, id, wanted);
        return Answers.created(
                settings.link("/v1/tenants/" + id.value() + "/invoices/"
                        + invoice.id().value()),
                ShownInvoice.of(invoice));
    }

    @GET
    @Path("/{invoice}")
    @RequiresPermission("platform:read_invoices")
    @Operation(operationId = "getTenantInvoice", summary = "See an invoice of a tenant")
    public ShownInvoice get(
            @Auth Caller caller, @PathParam("id") TenantId id, @PathParam("invoice") InvoiceId invoice) {
        return ShownInvoice.of(invoices.get(caller, id, invoice));
    }

    @GET
    @Path("/{invoice}/print")
    @Produces(MediaType.TEXT_HTML)
    @RequiresPermission("platform:read_invoices")
    @Operation(operationId = "printTenantInvoice", summary = "See an invoice of a tenant as a page that can be printed")
    @ApiResponse(
            responseCode = "200",
            description = "A page without scripts.",
            content = @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = "string", example = "<h1>")))
    public Response print(@Auth Caller caller, @PathParam("id") TenantId id, @PathParam("invoice") InvoiceId invoice) {
        return InvoicePage.answer(invoices.get(caller, id, invoice));
    }

    @POST
    @Path("/{invoice}/settlement")
    @Consumes(MediaType.APPLICATION_JSON)
    @RequiresPermission("platform:write_invoices")
    @Operation(
            operationId = "settleInvoice",
            summary = "Say what has become of an invoice",
            description = "A payment that has failed makes it due at once; a tenant that was closed for what it owed is"
                    + " opened when nothing is overdue any more.")
    public ShownInvoice settle(
            @Auth Caller caller,
            @PathParam("id") TenantId id,
            @PathParam("invoice") InvoiceId invoice,
            Settlement settlement) {
        return ShownInvoice.of(invoices.settle(caller, id, invoice, settlement));
    }
}
