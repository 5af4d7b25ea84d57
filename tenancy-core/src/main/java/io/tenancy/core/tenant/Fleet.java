package io.tenancy.core.tenant;

/**
 * How far the migration of tenants has come.
 *
 * @param tenants how many have tables of their own, in a schema or a database
 * @param behind how many of them are refused until their tables are those of this release
 */
public record Fleet(long tenants, long behind) {
    public Fleet {
        if (behind < 0 || behind > tenants) {
            throw new IllegalArgumentException("Of " + tenants + " tenants " + behind + " cannot be behind.");
        }
    }
}
