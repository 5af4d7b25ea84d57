package io.tenancy.core.user;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.role.BuiltInRole;
import io.tenancy.core.tenant.TenantScope;

/** A tenant keeps a user who owns it. */
public final class LastOwner {
    private final UserStore users;

    public LastOwner(UserStore users) {
        this.users = requireNonNull(users);
    }

    /**
     * Ends a change after which this user would own nothing any more.
     *
     * @throws Conflict if the user is the last owner who can sign in
     */
    public void requireAnother(TenantScope scope, User user) {
        String owner = BuiltInRole.owning(scope).name();
        if (user.roles().contains(owner) && !users.othersHave(scope, owner, user.id())) {
            throw new Conflict("user.last_owner", "The last user with the role " + owner + " has to stay.");
        }
    }
}
