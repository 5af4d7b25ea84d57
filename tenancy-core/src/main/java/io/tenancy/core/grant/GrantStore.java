package io.tenancy.core.grant;

import io.tenancy.core.role.Grants;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import java.time.Instant;
import java.util.List;

/** What users of a tenant are given beside their roles. */
public interface GrantStore {
    /** The grants of a user, expired ones among them, the oldest first. */
    List<Grant> list(TenantScope scope, UserId user);

    /** Adds a grant to a user whom the tenant has; throws {@link Grants#unknownRole} where the role is gone. */
    void add(TenantScope scope, Grant grant);

    /** Takes a grant of this user away; false where there is none. */
    boolean remove(TenantScope scope, UserId user, GrantId id);

    /** Forgets the grants of a user that had ended by a time. */
    void prune(TenantScope scope, UserId user, Instant by);
}
