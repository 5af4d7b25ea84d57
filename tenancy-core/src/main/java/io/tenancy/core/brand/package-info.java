/** How a tenant looks to its people: its name, its colours and its logo. */
@NullMarked
package io.tenancy.core.brand;

import org.jspecify.annotations.NullMarked;
