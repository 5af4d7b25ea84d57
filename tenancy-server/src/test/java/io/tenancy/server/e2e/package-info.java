/** Tests of the whole server, over HTTP, on a real PostgreSQL. */
@NullMarked
package io.tenancy.server.e2e;

import org.jspecify.annotations.NullMarked;
