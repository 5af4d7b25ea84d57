/** What tenants and single users have of feature flags. */
@NullMarked
package io.tenancy.core.feature;

import org.jspecify.annotations.NullMarked;
