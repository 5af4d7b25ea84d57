/** Outside billers: they are told who subscribes to what and what was used, and say what became of their invoices. */
@NullMarked
package io.tenancy.core.biller;

import org.jspecify.annotations.NullMarked;
