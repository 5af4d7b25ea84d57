/** Feature flags as the platform defines them, and how one is evaluated. */
@NullMarked
package io.tenancy.core.flag;

import org.jspecify.annotations.NullMarked;
