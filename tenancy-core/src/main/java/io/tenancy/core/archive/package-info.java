/** What a tenant, and a person in it, has a right to: all rows in an archive, that archive in another tenant, and erasure. */
@NullMarked
package io.tenancy.core.archive;

import org.jspecify.annotations.NullMarked;
