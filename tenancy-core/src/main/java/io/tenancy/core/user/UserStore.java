package io.tenancy.core.user;

import io.tenancy.core.Position;
import io.tenancy.core.role.Role;
import io.tenancy.core.tenant.TenantScope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A tenant's users. Deleted ones are in none of the answers. */
public interface UserStore {
    Optional<User> find(TenantScope scope, UserId id);

    Optional<User> findByEmail(TenantScope scope, String email);

    /** At most {@code limit} users after a place, in the order that the query names. */
    List<User> list(TenantScope scope, UserQuery query, Optional<Position> after, int limit);

    /** The names of those of these users whom there are, in one statement. */
    Map<UserId, String> names(TenantScope scope, Set<UserId> ids);

    /** How many users there are, in whatever status. */
    long count(TenantScope scope);

    /**
     * Adds a user with roles of the tenant. Returns false, and adds nothing, where the tenant already has that e-mail
     * address.
     */
    boolean add(TenantScope scope, User user);

    /**
     * Replaces name, status, roles and the time of verification of the user of the version before; false, and nothing is changed, where somebody
     * else has changed or deleted the user. Of a user who is disabled every one-time token is void.
     */
    boolean update(TenantScope scope, User user);

    /**
     * Replaces the e-mail address of the user of the version before, and the time of its verification. False, and nothing is
     * changed, where another user of the tenant has the address, or gets it at the same time, or somebody else has changed
     * or deleted the user.
     */
    boolean move(TenantScope scope, User user);

    /** Notes that a user has signed in. Not a change: the version stays. */
    void touch(TenantScope scope, UserId id, Instant at);

    /**
     * Deletes a user of this version with credentials, roles and sessions; the e-mail address is free again. False
     * where somebody else has changed or deleted the user.
     */
    boolean delete(TenantScope scope, UserId id, long version, Instant at);

    /**
     * Forgets name, address and times of a user who is deleted, and keeps the id alone, to which others refer; false where
     * there is none. Done again, it changes nothing.
     */
    boolean erase(TenantScope scope, UserId id, Instant at);

    /** Whether an active user other than this one has the role, which is to be named by {@link Role#name()}. */
    boolean othersHave(TenantScope scope, String role, UserId except);

    /** At most {@code limit} active users who have one of these roles themselves, in the order of their ids. */
    List<User> holders(TenantScope scope, Set<String> roles, int limit);
}
