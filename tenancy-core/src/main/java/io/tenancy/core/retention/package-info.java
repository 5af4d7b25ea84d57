/** For how long journals are kept. */
@NullMarked
package io.tenancy.core.retention;

import org.jspecify.annotations.NullMarked;
