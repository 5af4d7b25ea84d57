/** How strict sign-in is, for the platform and for each tenant. */
@NullMarked
package io.tenancy.core.policy;

import org.jspecify.annotations.NullMarked;
