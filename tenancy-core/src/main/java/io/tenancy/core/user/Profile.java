package io.tenancy.core.user;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Permission;
import io.tenancy.core.tenant.TenantId;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a signed-in user is told about themself: who they are, where, and what they may do now. */
public record Profile(User user, Home tenant, Set<Permission> permissions) {
    /** The tenant, as far as each of its users may know it. */
    public record Home(TenantId id, String slug, String name) {
        public Home {
            requireNonNull(id);
            requireNonNull(slug);
            requireNonNull(name);
        }
    }

    public Profile {
        requireNonNull(user);
        requireNonNull(tenant);
        permissions = sorted(permissions);
    }

    private static SortedSet<Permission> sorted(Set<Permission> permissions) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(permissions));
    }
}
