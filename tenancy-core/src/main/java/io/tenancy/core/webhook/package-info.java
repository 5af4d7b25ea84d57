/** Changes of a tenant, told to programs of its own: from its journal, in order, signed, and each at least once. */
@NullMarked
package io.tenancy.core.webhook;

import org.jspecify.annotations.NullMarked;
