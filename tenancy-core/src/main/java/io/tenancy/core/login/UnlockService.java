package io.tenancy.core.login;

import static io.tenancy.core.access.Permissions.USER_WRITE;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Gate;
import io.tenancy.core.mfa.Factors;
import io.tenancy.core.passkey.UserHandle;
import io.tenancy.core.role.Grants;
import io.tenancy.core.role.RoleStore;
import io.tenancy.core.throttle.Throttle;
import io.tenancy.core.throttle.Throttle.Kind;
import io.tenancy.core.user.User;
import io.tenancy.core.user.UserId;
import io.tenancy.core.user.UserStore;

/** Letting a user try their password anew who, or on whose behalf somebody, was wrong too often. */
public final class UnlockService {
    private final Gate gate;
    private final UserStore users;
    private final Grants grants;
    private final Throttle throttle;

    public UnlockService(Gate gate, UserStore users, RoleStore roles, Throttle throttle) {
        this.gate = requireNonNull(gate);
        this.users = requireNonNull(users);
        this.grants = new Grants(roles);
        this.throttle = requireNonNull(throttle);
    }

    /** Sets the failures of a user who may do no more than the caller to zero. */
    public User unlock(Caller caller, UserId id) {
        return gate.command(caller, USER_WRITE, work -> {
            User user = users.find(work.scope(), id).orElseThrow(() -> new NotFound("user"));
            grants.requireAuthorityOver(caller, work, id);
            work.record("user.unlocked", id);
            throttle.unlock(Kind.SECOND_FACTOR, Factors.subject(work.scope(), id));
            throttle.unlock(Kind.PASSKEY, new UserHandle(work.scope().id(), id).text());
            throttle.unlock(Kind.PASSWORD, PasswordCheck.subject(work.scope().slug(), user.email()));
            return user;
        });
    }
}
