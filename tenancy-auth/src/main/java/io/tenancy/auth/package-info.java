/** Access tokens, the keys that sign them, and password hashes: the ports of the core on jose4j and Bouncy Castle. */
@NullMarked
package io.tenancy.auth;

import org.jspecify.annotations.NullMarked;
