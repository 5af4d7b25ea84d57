/**
 * The ports of {@code io.tenancy.core} on PostgreSQL. {@link io.tenancy.persistence.Persistence} opens them, {@link
 * io.tenancy.persistence.Migrations} makes their tables, {@link io.tenancy.persistence.TenantDatabases} leads to the
 * databases that tenants have of their own; nothing else here is public.
 */
@NullMarked
package io.tenancy.persistence;

import org.jspecify.annotations.NullMarked;
