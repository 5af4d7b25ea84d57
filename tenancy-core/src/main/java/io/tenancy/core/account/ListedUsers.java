package io.tenancy.core.account;

import io.tenancy.core.Position;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.User;
import io.tenancy.core.user.UserId;
import io.tenancy.core.user.UserQuery;
import io.tenancy.core.user.UserStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Users whose addresses are in the address book. A row is there before its user, so that none is missing after a crash. */
record ListedUsers(UserStore users, Addresses addresses) implements UserStore {
    @Override
    public Optional<User> find(TenantScope scope, UserId id) {
        return users.find(scope, id);
    }

    @Override
    public Optional<User> findByEmail(TenantScope scope, String email) {
        return users.findByEmail(scope, email);
    }

    @Override
    public List<User> list(TenantScope scope, UserQuery query, Optional<Position> after, int limit) {
        return users.list(scope, query, after, limit);
    }

    @Override
    public Map<UserId, String> names(TenantScope scope, Set<UserId> ids) {
        return users.names(scope, ids);
    }

    @Override
    public long count(TenantScope scope) {
        return users.count(scope);
    }

    @Override
    public boolean add(TenantScope scope, User user) {
        addresses.add(scope, user.email());
        return users.add(scope, user);
    }

    @Override
    public boolean update(TenantScope scope, User user) {
        return users.update(scope, user);
    }

    @Override
    public boolean move(TenantScope scope, User user) {
        addresses.add(scope, user.email());
        return users.move(scope, user);
    }

    @Override
    public void touch(TenantScope scope, UserId id, Instant at) {
        users.touch(scope, id, at);
    }

    @Override
    public boolean delete(TenantScope scope, UserId id, long version, Instant at) {
        return users.delete(scope, id, version, at);
    }

    @Override
    public boolean erase(TenantScope scope, UserId id, Instant at) {
        return users.erase(scope, id, at);
    }

    @Override
    public boolean othersHave(TenantScope scope, String role, UserId except) {
        return users.othersHave(scope, role, except);
    }

    @Override
    public List<User> holders(TenantScope scope, Set<String> roles, int limit) {
        return users.holders(scope, roles, limit);
    }
}
