/**
 * The ports of {@code io.tenancy.core} on PostgreSQL. {@link io.tenancy.persistence.Persistence} opens them, {@link
 * io.tenancy.persistence.Migrations} makes their tables, {@link io.tenancy.persistence.Stores} says where both are, and
 * {@link io.tenancy.persistence.TenantSql} reaches an application's own tables; little else here is public.
 */
@NullMarked
package io.tenancy.persistence;

import org.jspecify.annotations.NullMarked;
