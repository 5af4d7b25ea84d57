/** Requests that are done once, however often they are sent. */
@NullMarked
package io.tenancy.core.once;

import org.jspecify.annotations.NullMarked;
