/** The server: how the parts of Tenancy are put together and run. */
@NullMarked
package io.tenancy.server;

import org.jspecify.annotations.NullMarked;
