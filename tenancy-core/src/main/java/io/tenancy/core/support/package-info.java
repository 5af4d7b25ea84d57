/** Operators who enter a tenant to help: with a reason, for a time, seen by both. */
@NullMarked
package io.tenancy.core.support;

import org.jspecify.annotations.NullMarked;
