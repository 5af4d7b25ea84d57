/** Work of a tenant that takes longer than a request: done in steps, by any node, and never a step twice in effect. */
@NullMarked
package io.tenancy.core.job;

import org.jspecify.annotations.NullMarked;
