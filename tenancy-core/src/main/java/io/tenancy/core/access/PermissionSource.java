package io.tenancy.core.access;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The permissions of an application, which join Tenancy's own. Each source on the class path is found by {@link
 * java.util.ServiceLoader}, once: what can be permitted is a property of the code that runs, as the tables are.
 */
public interface PermissionSource {
    /** What this application can permit, each permission once and none that is known already. */
    List<Definition> permissions();

    /** Who has a permission without a custom role. */
    enum Holders {
        /** Those with the roles OWNER and ADMIN. */
        ADMINISTRATORS,
        /** And those with the role MEMBER. */
        MEMBERS,
        /** And those with the role VIEWER. */
        EVERYBODY
    }

    /**
     * A permission.
     *
     * @param meaning a sentence that says what it allows
     * @param holders who has it by their built-in role; for a permission of the platform, operators alone
     */
    record Definition(Permission permission, String meaning, Holders holders) {
        public Definition {
            requireNonNull(permission);
            requireNonNull(holders);
            if (meaning.isBlank()) {
                throw new IllegalArgumentException("The permission " + permission + " has no meaning.");
            }
        }
    }
}
