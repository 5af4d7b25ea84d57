/** The keys of programs: made, shown once, rotated and revoked. */
@NullMarked
package io.tenancy.core.apikey;

import org.jspecify.annotations.NullMarked;
