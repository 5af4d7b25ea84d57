/** Stripe as the biller. */
@NullMarked
package io.tenancy.stripe;

import org.jspecify.annotations.NullMarked;
