package io.tenancy.core.billing;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How invoices are made of themselves.
 *
 * @param currency in which tenants pay
 * @param taxRate in hundredths of a percent
 * @param dueDays in how many days an invoice is due
 * @param delay from the end of a period to its invoice, so that late use is on it and operators can be there first
 */
public record InvoicingRules(String currency, int taxRate, int dueDays, Duration delay) {
    public InvoicingRules {
        requireNonNull(currency);
        requireNonNull(delay);
    }
}
