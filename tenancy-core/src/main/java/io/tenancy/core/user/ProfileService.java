package io.tenancy.core.user;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.TenancyException.Unauthenticated;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Gate;

/** What every signed-in user may see of themself. */
public final class ProfileService {
    private final Gate gate;
    private final UserStore users;

    public ProfileService(Gate gate, UserStore users) {
        this.gate = requireNonNull(gate);
        this.users = requireNonNull(users);
    }

    /** Knows no operator who is in the tenant to help. Refuses the token of a user who has been deleted since it was checked. */
    public Profile get(Caller caller) {
        if (caller.isVisitor()) {
            throw new NotFound("user");
        }
        return gate.ownQuery(caller, scope -> {
            User user = users.find(scope, new UserId(caller.actor().id()))
                    .orElseThrow(() -> new Unauthenticated("token.invalid", "The access token is no longer valid."));
            return new Profile(user, new Profile.Home(scope.id(), scope.slug(), scope.name()), caller.permissions());
        });
    }
}
