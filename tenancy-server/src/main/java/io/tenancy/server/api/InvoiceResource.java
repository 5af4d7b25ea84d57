package io.tenancy.server.api;

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
import io.tenancy.server.Services;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** What the caller's tenant owes. */
@Path("/v1/invoices")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Invoices")
public final class InvoiceResource {
    private final InvoiceService invoices;

    public InvoiceResource(Services services) {
        this.invoices = services.invoices();
    }

    @GET
    @RequiresPermission("invoice:read")
    @Operation(operationId = "listInvoices", summary = "List one's own invoices", description = "The youngest first.")
    public Page<ShownInvoice> list(
            @Auth Caller caller,
            @QueryParam("status") Optional<Invoice.Status> status,
            @Parameter(description = "Only those whose number begins with this, or in whose reference it is.")
                    @QueryParam("search")
                    Optional<String> search,
            @QueryParam("cursor") Optional<String> cursor,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        return ShownInvoice.page(
                invoices.list(caller, new InvoiceFilter(status, search), new PageRequest(cursor, limit)));
    }

    @GET
    @Path("/{id}")
    @RequiresPermission("invoice:read")
    @Operation(operationId = "getInvoice", summary = "See an invoice")
    public ShownInvoice get(@Auth Caller caller, @PathParam("id") InvoiceId id) {
        return ShownInvoice.of(invoices.get(caller, id));
    }

    @GET
    @Path("/{id}/print")
    @Produces(MediaType.TEXT_HTML)
    @RequiresPermission("invoice:read")
    @Operation(operationId = "printInvoice", summary = "See an invoice as a page that can be printed")
    @ApiResponse(
            responseCode = "200",
            description = "A page without scripts.",
            content = @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = "string", example = "<h1>")))
    public Response print(@Auth Caller caller, @PathParam("id") InvoiceId id) {
        return InvoicePage.answer(invoices.get(caller, id));
    }
}
