package io.tenancy.core.user;

import static io.tenancy.core.access.Permissions.ROLE_ASSIGN;
import static io.tenancy.core.access.Permissions.USER_DELETE;
import static io.tenancy.core.access.Permissions.USER_READ;
import static io.tenancy.core.access.Permissions.USER_WRITE;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Cursors;
import io.tenancy.core.Page;
import io.tenancy.core.PageRequest;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import io.tenancy.core.role.BuiltInRole;
import io.tenancy.core.role.Grants;
import io.tenancy.core.role.RoleStore;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.User.Status;
import java.util.Locale;

/** Reading, changing and removing the users of the caller's tenant. */
public final class UserService {
    private final Gate gate;
    private final UserStore users;
    private final LastOwner lastOwner;
    private final RoleStore roles;
    private final UserSessions sessions;
    private final Grants grants;
    private final Cursors cursors;

    public UserService(Gate gate, UserStore users, RoleStore roles, UserSessions sessions, Cursors cursors) {
        this.gate = requireNonNull(gate);
        this.users = requireNonNull(users);
        this.lastOwner = new LastOwner(users);
        this.roles = requireNonNull(roles);
        this.sessions = requireNonNull(sessions);
        this.grants = new Grants(roles);
        this.cursors = requireNonNull(cursors);
    }

    public User get(Caller caller, UserId id) {
        return gate.query(caller, USER_READ, scope -> existing(scope, id));
    }

    public Page<User> list(Caller caller, UserQuery query, PageRequest request) {
        return gate.query(
                caller,
                USER_READ,
                scope -> cursors.page(
                        scope.id(),
                        "users " + query,
                        request,
                        (after, limit) -> users.list(scope, query, after, limit),
                        query::position));
    }

    /** Changes name and roles. Changing roles needs {@code role:assign} too, and every permission given or taken. */
    public User update(Caller caller, UserId id, UserChange change) {
        return gate.command(caller, USER_WRITE, work -> {
            User user = changeable(caller, work, id);
            User changed = user.with(change, work.now());
            if (!changed.name().equals(user.name())) {
                work.record("user.renamed", id, Difference.between("name", user.name(), changed.name()));
            }
            if (!changed.roles().equals(user.roles())) {
                caller.require(ROLE_ASSIGN);
                grants.requireGrantable(caller, work, changed.roles());
                keepAnOwner(work.scope(), user, changed);
                work.record("user.roles_changed", id, Difference.between("roles", user.roles(), changed.roles()));
            }
            return work.changedNothing() ? user : save(work, changed);
        });
    }

    /** Ends every session of an active user. An invited one has nothing to disable, and is deleted instead. */
    public User disable(Caller caller, UserId id) {
        return gate.command(caller, USER_WRITE, work -> {
            User user = inStatus(changeable(caller, work, id), Status.ACTIVE);
            User disabled = user.in(Status.DISABLED, work.now());
            keepAnOwner(work.scope(), user, disabled);
            work.record("user.disabled", id, user.differences(disabled));
            save(work, disabled);
            sessions.endAll(work.scope(), id, work.now());
            return disabled;
        });
    }

    /** Lets a disabled user sign in again. */
    public User enable(Caller caller, UserId id) {
        return gate.command(caller, USER_WRITE, work -> {
            User user = inStatus(changeable(caller, work, id), Status.DISABLED);
            User enabled = user.in(Status.ACTIVE, work.now());
            work.record("user.enabled", id, user.differences(enabled));
            return save(work, enabled);
        });
    }

    public void delete(Caller caller, UserId id) {
        gate.command(caller, USER_DELETE, work -> {
            User user = changeable(caller, work, id);
            lastOwner.requireAnother(work.scope(), user);
            if (!users.delete(work.scope(), id, user.version(), work.now())) {
                throw work.lost(User.changedByAnother());
            }
            work.record("user.deleted", id, Difference.removed("email", user.email()));
            return user;
        });
    }

    /** The user, after every other change of this tenant's roles and users has ended and if the caller stands above. */
    private User changeable(Caller caller, Work work, UserId id) {
        work.lock(roles::lock);
        User user = existing(work.scope(), id);
        grants.requireAuthorityOver(caller, work, id);
        work.check(user);
        return user;
    }

    private static User inStatus(User user, Status needed) {
        if (user.status() != needed) {
            throw new Conflict(
                    "user.status",
                    "This needs a user who is " + word(needed) + "; this one is " + word(user.status()) + ".");
        }
        return user;
    }

    private static String word(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private User existing(TenantScope scope, UserId id) {
        return users.find(scope, id).orElseThrow(() -> new NotFound("user"));
    }

    private User save(Work work, User changed) {
        if (!users.update(work.scope(), changed)) {
            throw work.lost(User.changedByAnother());
        }
        return changed;
    }

    private void keepAnOwner(TenantScope scope, User before, User after) {
        String owner = BuiltInRole.owning(scope).name();
        if (after.status() != Status.ACTIVE || !after.roles().contains(owner)) {
            lastOwner.requireAnother(scope, before);
        }
    }
}
