/** Passkeys (WebAuthn): keys that stay in somebody's device, as a second factor and in the place of a password. */
@NullMarked
package io.tenancy.core.passkey;

import org.jspecify.annotations.NullMarked;
