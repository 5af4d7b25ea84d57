/** The plans of the platform, version by version. */
@NullMarked
package io.tenancy.core.plan;

import org.jspecify.annotations.NullMarked;
