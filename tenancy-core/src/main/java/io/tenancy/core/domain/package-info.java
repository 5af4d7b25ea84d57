/** Domains of tenants' own, and the proof that they are theirs. */
@NullMarked
package io.tenancy.core.domain;

import org.jspecify.annotations.NullMarked;
