/** What tenants use: events that are counted exactly once, their totals, and the requests that the servers answer. */
@NullMarked
package io.tenancy.core.usage;

import org.jspecify.annotations.NullMarked;
