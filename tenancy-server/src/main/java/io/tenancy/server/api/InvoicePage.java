package io.tenancy.server.api;

import io.tenancy.core.billing.Invoice;
import io.tenancy.core.billing.InvoiceLine;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Currency;

/** An invoice as a page that can be printed: one style sheet in it, and nothing that runs or is loaded. */
final class InvoicePage {
    private static final String STYLE = "body{font:14px sans-serif;max-width:48em;margin:2em auto}"
            + "table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #999;padding:.4em;text-align:left}"
            + ".n{text-align:right}";

    /** For the header Content-Security-Policy. */
    private static final String POLICY = "default-src 'none'; style-src '" + digest()
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

    private InvoicePage() {}

    static Response answer(Invoice invoice) {
        return Response.ok(of(invoice), MediaType.TEXT_HTML + ";charset=utf-8")
                .header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    static String of(Invoice invoice) {
        StringBuilder page = new StringBuilder(
                        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Invoice ")
                .append(invoice.number())
                .append("</title><style>")
                .append(STYLE)
                .append("</style></head><body><h1>Invoice ")
                .append(invoice.number())
                .append("</h1><p>Status: ")
                .append(CoreJson.word(invoice.status()))
                .append("<br>Issued: ")
                .append(day(invoice.issuedAt()))
                .append("<br>Due: ")
                .append(day(invoice.dueAt()))
                .append("<br>Time: ")
                .append(day(invoice.from()))
                .append(" to ")
                .append(day(invoice.to()))
                .append("</p><table><tr><th>Description</th><th class=\"n\">Quantity</th><th class=\"n\">Each</th>")
                .append("<th class=\"n\">Amount</th></tr>");
        for (InvoiceLine line : invoice.lines()) {
            page.append("<tr><td>")
                    .append(escaped(line.description()))
                    .append("</td><td class=\"n\">")
                    .append(line.quantity())
                    .append("</td><td class=\"n\">")
                    .append(money(line.unitAmount(), invoice))
                    .append("</td><td class=\"n\">")
                    .append(money(line.amount(), invoice))
                    .append("</td></tr>");
        }
        sum(page, "Subtotal", invoice.subtotal(), invoice);
        sum(page, "Tax " + BigDecimal.valueOf(invoice.taxRate(), 2) + " %", invoice.tax(), invoice);
        sum(page, "Total", invoice.total(), invoice);
        return page.append("</table></body></html>\n").toString();
    }

    private static void sum(StringBuilder page, String what, long amount, Invoice invoice) {
        page.append("<tr><th colspan=\"3\">")
                .append(what)
                .append("</th><td class=\"n\">")
                .append(money(amount, invoice))
                .append("</td></tr>");
    }

    /** An amount with as many decimals as ISO 4217 gives the currency. */
    static String money(long amount, Invoice invoice) {
        int digits = Math.max(0, Currency.getInstance(invoice.currency()).getDefaultFractionDigits());
        return BigDecimal.valueOf(amount, digits).toPlainString() + " " + invoice.currency();
    }

    private static String day(Instant time) {
        return time.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String digest() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(STYLE.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
