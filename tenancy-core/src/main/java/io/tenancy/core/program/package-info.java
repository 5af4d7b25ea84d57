/** Who a program is that comes with a key, or with a token that it got for one. */
@NullMarked
package io.tenancy.core.program;

import org.jspecify.annotations.NullMarked;
