/** The console in a real browser. */
@NullMarked
package io.tenancy.console;

import org.jspecify.annotations.NullMarked;
