/** Legal holds: while one is on a tenant, nothing of its journal and nobody of its people is erased. */
@NullMarked
package io.tenancy.core.hold;

import org.jspecify.annotations.NullMarked;
