/** How messages reach webhooks, and which addresses they never reach. */
@NullMarked
package io.tenancy.server.webhook;

import org.jspecify.annotations.NullMarked;
