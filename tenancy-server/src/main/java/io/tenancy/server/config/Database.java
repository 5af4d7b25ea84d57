package io.tenancy.server.config;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;

/**
 * The PostgreSQL database and the two roles that use it.
 *
 * @param poolMax the most connections of one node in the role that serves requests
 * @param tenantPoolMax the most connections of one node to the databases that tenants have of their own, all together
 */
public record Database(String url, Role owner, Role app, int poolMax, int tenantPoolMax, boolean migrateOnStart) {
    /** A role of the database. */
    public record Role(String user, Secret password) {
        public Role {
            requireNonNull(user);
            requireNonNull(password);
        }
    }

    private static final String SCHEME = "jdbc:postgresql://";

    public Database {
        requireNonNull(url);
        requireNonNull(owner);
        requireNonNull(app);
    }

    static Database read(Given given) {
        Database database = new Database(
                url(given),
                new Role(user(given, "dbOwnerUser"), password(given, "dbOwnerPassword")),
                new Role(user(given, "dbAppUser"), password(given, "dbAppPassword")),
                given.number("dbPoolMax", 2, 500),
                given.number("dbTenantPoolMax", 1, 500),
                given.flag("migrateOnStart"));
        if (database.app.user().equals(database.owner.user())) {
            given.problem("dbAppUser", "is the owner's; two roles keep tenants apart");
        }
        if (database.app.password().equals(database.owner.password())
                && !database.app.password().reveal().isEmpty()) {
            given.problem("dbAppPassword", "is the owner's; each role has its own");
        }
        return database;
    }

    private static String url(Given given) {
        String url = given.text("dbUrl");
        if (url.contains("password=") || url.contains("user=") || url.contains("@")) {
            given.problem("dbUrl", "holds a user or password; they have variables of their own");
        } else if (!url.isEmpty() && !url.startsWith(SCHEME)) {
            given.problem("dbUrl", "does not start with " + SCHEME);
        }
        return url;
    }

    private static String user(Given given, String setting) {
        String user = given.text(setting);
        if (!user.isEmpty() && !user.matches("[a-z_][a-z0-9_]{0,62}")) {
            given.problem(setting, "is not a role name of a-z, 0-9 and _");
        }
        return user;
    }

    private static Secret password(Given given, String setting) {
        Secret password = given.secret(setting);
        WeakSecret.inPassword(password).ifPresent(what -> given.problem(setting, what));
        return password;
    }
}
