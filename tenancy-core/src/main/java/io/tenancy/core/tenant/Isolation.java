package io.tenancy.core.tenant;

/** How a tenant's rows are kept apart from those of others; row-level security holds in each. */
public enum Isolation {
    /** The store's shared tables. */
    SHARED,
    /** The same tables in a schema of the tenant's own. */
    SCHEMA,
    /** The same tables in a database of the tenant's own. */
    DATABASE
}
