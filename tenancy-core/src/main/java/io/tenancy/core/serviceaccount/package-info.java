/** Programs of a tenant as a noun of their own: what they are called, and what they may do. */
@NullMarked
package io.tenancy.core.serviceaccount;

import org.jspecify.annotations.NullMarked;
