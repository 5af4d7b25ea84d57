/** Which plan a tenant has, since when, until when, and what is different for it. */
@NullMarked
package io.tenancy.core.subscription;

import org.jspecify.annotations.NullMarked;
