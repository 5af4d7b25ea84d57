/** A small service of its own that has notes in each tenant, and Tenancy for all else. */
@NullMarked
package io.tenancy.examples.notes;

import org.jspecify.annotations.NullMarked;
