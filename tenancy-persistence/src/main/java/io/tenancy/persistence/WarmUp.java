package io.tenancy.persistence;

import io.tenancy.core.tenant.Isolation;

/**
 * How many places are kept ready in each store for tenants to come.
 *
 * @param schemas those of tenants with a schema
 * @param databases those of tenants with a database; each takes about 8 MB of disk
 */
public record WarmUp(int schemas, int databases) {
    /** None. */
    public static final WarmUp NONE = new WarmUp(0, 0);

    public WarmUp {
        if (schemas < 0 || databases < 0) {
            throw new IllegalArgumentException("No negative number of places");
        }
    }

    int of(Isolation isolation) {
        return switch (isolation) {
            case SHARED -> 0;
            case SCHEMA -> schemas;
            case DATABASE -> databases;
        };
    }
}
