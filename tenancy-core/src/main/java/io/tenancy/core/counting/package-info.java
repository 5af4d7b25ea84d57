/** The limits there are, and how use is counted against them. */
@NullMarked
package io.tenancy.core.counting;

import org.jspecify.annotations.NullMarked;
