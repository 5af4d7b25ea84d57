/** The console: its pages, and the session of a browser, whose tokens no script ever sees. */
@NullMarked
package io.tenancy.server.console;

import org.jspecify.annotations.NullMarked;
