/** An OpenFeature provider that evaluates Tenancy's flags in process. */
@NullMarked
package io.tenancy.openfeature;

import org.jspecify.annotations.NullMarked;
