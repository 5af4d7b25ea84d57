package io.tenancy.core.store;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Version;
import io.tenancy.core.Versioned;

/**
 * A PostgreSQL database that tenants live in.
 *
 * @param region where it is; a word of the operators
 * @param full whether it takes no new tenant unless somebody takes that back; those that it has are served as ever
 */
public record StoreInfo(String name, String region, boolean full) implements Versioned {
    public StoreInfo {
        requireNonNull(name);
        requireNonNull(region);
    }

    @Override
    public Version tag() {
        return Version.ofContent(name, full);
    }
}
