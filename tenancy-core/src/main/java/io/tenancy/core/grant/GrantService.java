package io.tenancy.core.grant;

import static io.tenancy.core.access.Permissions.ROLE_ASSIGN;
import static io.tenancy.core.access.Permissions.USER_READ;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Page;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Permission;
import io.tenancy.core.access.Work;
import io.tenancy.core.role.Grants;
import io.tenancy.core.role.RoleStore;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import io.tenancy.core.user.UserStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Giving single users roles and permissions, up to a time or for good. Nobody gives what they do not hold, nor for longer
 * than they hold it themselves.
 */
public final class GrantService {
    /** The most grants that a user may have. */
    public static final int MOST = 100;

    private final Gate gate;
    private final UserStore users;
    private final RoleStore roles;
    private final GrantStore store;
    private final Grants grants;

    public GrantService(Gate gate, UserStore users, RoleStore roles, GrantStore store) {
        this.gate = requireNonNull(gate);
        this.users = requireNonNull(users);
        this.roles = requireNonNull(roles);
        this.store = requireNonNull(store);
        this.grants = new Grants(roles);
    }

    /** The grants of a user that count, the oldest first, on one page: a user has {@link #MOST} at most. */
    public Page<Grant> list(Caller caller, UserId user) {
        return gate.query(caller, USER_READ, scope -> {
            requireUser(scope, user);
            return new Page<>(live(scope, user, gate.now()), Optional.empty());
        });
    }

    public Grant give(Caller caller, UserId user, NewGrant wanted) {
        return gate.command(caller, ROLE_ASSIGN, work -> {
            requireAuthority(caller, work, user);
            requireGrantable(caller, work, wanted);
            store.prune(work.scope(), user, work.now());
            List<Grant> others = store.list(work.scope(), user);
            if (others.stream().anyMatch(other -> other.isOfTheSame(wanted))) {
                throw new Conflict("grant.exists", "The user has a grant of this. Take it away first.");
            }
            if (others.size() >= MOST) {
                throw new Conflict("grant.too_many", "A user has at most " + MOST + " grants.");
            }
            Grant grant = new Grant(
                    new GrantId(work.newId()),
                    user,
                    wanted.role(),
                    wanted.permission(),
                    wanted.expiresAt(),
                    work.now());
            store.add(work.scope(), grant);
            List<Difference> given = Grant.differences(Optional.empty(), Optional.of(grant));
            work.record("grant.given", grant.id(), given);
            work.record("user.grant_given", user, given);
            return grant;
        });
    }

    /** Takes a grant away from a user who may do no more than the caller. */
    public void take(Caller caller, UserId user, GrantId id) {
        gate.command(caller, ROLE_ASSIGN, work -> {
            requireAuthority(caller, work, user);
            Grant grant = live(work.scope(), user, work.now()).stream()
                    .filter(one -> one.id().equals(id))
                    .findAny()
                    .orElseThrow(() -> new NotFound("grant"));
            if (!store.remove(work.scope(), user, id)) {
                throw new NotFound("grant");
            }
            List<Difference> taken = Grant.differences(Optional.of(grant), Optional.empty());
            work.record("grant.taken", id, taken);
            work.record("user.grant_taken", user, taken);
            return id;
        });
    }

    private void requireGrantable(Caller caller, Work work, NewGrant wanted) {
        Optional<Instant> end = wanted.expiresAt();
        if (end.filter(time -> !work.now().isBefore(time)).isPresent()) {
            throw new Invalid("expiresAt", "expiresAt.past", "A grant ends in the future.");
        }
        Set<String> names = wanted.role().map(Set::of).orElse(Set.of());
        Set<Permission> permissions = wanted.permission().map(Set::of).orElse(Set.of());
        grants.requireGrantable(caller, work, names, permissions, end);
    }

    /** After every other change of this tenant's roles and users has ended. */
    private void requireAuthority(Caller caller, Work work, UserId user) {
        work.lock(roles::lock);
        requireUser(work.scope(), user);
        grants.requireAuthorityOver(caller, work, user);
    }

    private List<Grant> live(TenantScope scope, UserId user, Instant now) {
        return store.list(scope, user).stream()
                .filter(grant -> grant.counts(now))
                .toList();
    }

    private void requireUser(TenantScope scope, UserId user) {
        if (users.find(scope, user).isEmpty()) {
            throw new NotFound("user");
        }
    }
}
