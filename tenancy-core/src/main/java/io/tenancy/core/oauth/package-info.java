/** OAuth 2.0 for programs: tokens for client credentials (RFC 6749), introspection (RFC 7662), revocation (RFC 7009). */
@NullMarked
package io.tenancy.core.oauth;

import org.jspecify.annotations.NullMarked;
