package io.tenancy.server.config;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;
import java.util.List;

/**
 * A PostgreSQL database and the two roles that use it.
 *
 * @param url where the role that serves reaches it, perhaps through a pooler
 * @param ownerUrl where the role that owns the tables reaches it
 * @param poolMax the most connections of one node in the role that serves requests
 */
public record StoreSettings(
        String name, String region, String url, String ownerUrl, Role owner, Role app, int poolMax) {
    /** A role of the database. */
    public record Role(String user, Secret password) {
        public Role {
            requireNonNull(user);
            requireNonNull(password);
        }
    }

    /** The store of the catalogue. */
    static final String MAIN = "main";

    /** What can be said of a further store. */
    static final List<String> KEYS = List.of(
            "region",
            "dbUrl",
            "dbOwnerUrl",
            "dbOwnerUser",
            "dbOwnerPassword",
            "dbAppUser",
            "dbAppPassword",
            "dbPoolMax");

    private static final String SCHEME = "jdbc:postgresql://";

    /** What stands for the URL of the role that serves. */
    private static final String SAME = "same";

    public StoreSettings {
        requireNonNull(name);
        requireNonNull(region);
        requireNonNull(url);
        requireNonNull(ownerUrl);
        requireNonNull(owner);
        requireNonNull(app);
    }

    static StoreSettings read(Given given, String name) {
        String url = url(given, "dbUrl");
        String ownerUrl = given.text("dbOwnerUrl");
        StoreSettings store = new StoreSettings(
                name,
                given.text("region", 40),
                url,
                ownerUrl.equals(SAME) ? url : checked(given, "dbOwnerUrl", ownerUrl),
                new Role(user(given, "dbOwnerUser"), password(given, "dbOwnerPassword")),
                new Role(user(given, "dbAppUser"), password(given, "dbAppPassword")),
                given.number("dbPoolMax", 2, 500));
        if (store.app.user().equals(store.owner.user())) {
            given.problem("dbAppUser", "is the owner's; two roles keep tenants apart");
        }
        if (store.app.password().equals(store.owner.password())
                && !store.app.password().reveal().isEmpty()) {
            given.problem("dbAppPassword", "is the owner's; each role has its own");
        }
        return store;
    }

    /** The same for a further store, of which less has to be said. */
    static StoreSettings readFurther(Given given, String name, String region) {
        given.otherwise("region", region);
        given.otherwise("dbOwnerUrl", SAME);
        given.otherwise("dbOwnerUser", "tenancy_owner");
        given.otherwise("dbAppUser", "tenancy_app");
        given.otherwise("dbPoolMax", "16");
        return read(given, name);
    }

    /** Whether the owners of both reach the same database, as far as their addresses tell. */
    boolean isThatOf(StoreSettings other) {
        return ownerUrl.startsWith(SCHEME)
                && other.ownerUrl.startsWith(SCHEME)
                && address().meets(other.address());
    }

    private DatabaseAddress address() {
        return DatabaseAddress.of(ownerUrl.substring(SCHEME.length()), owner.user());
    }

    private static String url(Given given, String setting) {
        return checked(given, setting, given.text(setting));
    }

    private static String checked(Given given, String setting, String url) {
        if (url.contains("password=") || url.contains("user=") || url.contains("@")) {
            given.problem(setting, "holds a user or password; they have variables of their own");
        } else if (!url.isEmpty() && !url.startsWith(SCHEME)) {
            given.problem(setting, "does not start with " + SCHEME);
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
