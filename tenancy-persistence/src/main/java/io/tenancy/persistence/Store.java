package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * A named PostgreSQL database that tenants live in: its shared tables, the schemas of tenants beside them and, where that
 * is offered, databases of their own on the same server.
 *
 * @param name by which a tenant's placement calls it: 1 to 40 of {@code a-z}, {@code 0-9} and {@code -}, a letter first
 * @param app connections of the role that serves requests; their default settings are the database's own
 * @param owner connections of the role that owns the tables, two at least; used to make, change and erase places of tenants, and for
 *     nothing else
 * @param appRole the name of the role that serves requests
 * @param databases the ways to other databases of the server, where tenants may have one of their own
 */
public record Store(
        String name, DataSource app, DataSource owner, String appRole, Optional<TenantDatabases> databases) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern ROLE = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    public Store {
        requireNonNull(app);
        requireNonNull(owner);
        requireNonNull(databases);
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("Not the name of a store: " + name);
        }
        if (!ROLE.matcher(appRole).matches()) {
            throw new IllegalArgumentException("Not a plain lower-case role name: " + appRole);
        }
    }

    /** A store without databases of tenants. */
    public static Store of(String name, DataSource app, DataSource owner, String appRole) {
        return new Store(name, app, owner, appRole, Optional.empty());
    }
}
