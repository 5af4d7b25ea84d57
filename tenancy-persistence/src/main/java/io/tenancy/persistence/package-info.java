/**
 * The ports of {@code io.tenancy.core} on PostgreSQL. {@link io.tenancy.persistence.Persistence} opens them, {@link
 * io.tenancy.persistence.Migrations} makes their tables; nothing else here is public.
 */
@NullMarked
package io.tenancy.persistence;

import org.jspecify.annotations.NullMarked;
