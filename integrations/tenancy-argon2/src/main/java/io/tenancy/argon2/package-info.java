/** Argon2id by the reference implementation in C, for {@code tenancy-auth}. */
@NullMarked
package io.tenancy.argon2;

import org.jspecify.annotations.NullMarked;
