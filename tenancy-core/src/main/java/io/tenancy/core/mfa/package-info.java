/** Second factors: authenticator apps and recovery codes, and the fresh proof that dangerous operations ask for. */
@NullMarked
package io.tenancy.core.mfa;

import org.jspecify.annotations.NullMarked;
