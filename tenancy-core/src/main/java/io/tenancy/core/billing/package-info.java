/** What tenants owe: invoices with correct amounts, and what follows where one is not paid. */
@NullMarked
package io.tenancy.core.billing;

import org.jspecify.annotations.NullMarked;
