package io.tenancy.testkit;

import io.tenancy.core.Position;
import io.tenancy.core.SearchKey;
import io.tenancy.core.role.Role;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.User;
import io.tenancy.core.user.User.Status;
import io.tenancy.core.user.UserId;
import io.tenancy.core.user.UserQuery;
import io.tenancy.core.user.UserStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Users in memory. */
record InMemoryUserStore(InMemoryTables tables) implements UserStore {
    @Override
    public Optional<User> find(TenantScope scope, UserId id) {
        return tables.in(scope, () -> tables.users.find(scope.id(), id.value()));
    }

    @Override
    public Optional<User> findByEmail(TenantScope scope, String email) {
        return tables.in(
                scope,
                () -> tables.users
                        .all(scope.id())
                        .filter(user -> user.email().equals(email))
                        .findAny());
    }

    @Override
    public List<User> list(TenantScope scope, UserQuery query, Optional<Position> after, int limit) {
        return tables.in(
                scope,
                () -> InMemoryTable.after(
                        after,
                        limit,
                        user -> position(query, user),
                        tables.users.all(scope.id()).filter(user -> matches(query, user))));
    }

    @Override
    public Map<UserId, String> names(TenantScope scope, Set<UserId> ids) {
        return tables.in(
                scope,
                () -> tables.users
                        .all(scope.id())
                        .filter(user -> ids.contains(user.id()))
                        .collect(Collectors.toUnmodifiableMap(User::id, User::name)));
    }

    @Override
    public long count(TenantScope scope) {
        return tables.in(scope, () -> tables.users.all(scope.id()).count());
    }

    @Override
    public boolean add(TenantScope scope, User user) {
        return tables.in(scope, () -> {
            if (findByEmail(scope, user.email()).isPresent()) {
                return false;
            }
            requireRoles(scope, user.roles());
            tables.users.put(scope.id(), user.id().value(), user);
            return true;
        });
    }

    @Override
    public boolean update(TenantScope scope, User user) {
        return tables.in(scope, () -> {
            Optional<User> known = ofVersion(scope, user.id(), user.version() - 1);
            requireRoles(scope, known.isPresent() ? user.roles() : List.of());
            known.ifPresent(old -> tables.users.put(scope.id(), old.id().value(), replaced(old, user)));
            if (known.isPresent() && user.status() == Status.DISABLED) {
                tables.oneTimeTokens.removeIf(scope.id(), token -> token.user().equals(user.id()));
            }
            return known.isPresent();
        });
    }

    @Override
    public boolean move(TenantScope scope, User user) {
        return tables.in(scope, () -> {
            Optional<User> known = ofVersion(scope, user.id(), user.version() - 1)
                    .filter(old -> findByEmail(scope, user.email())
                            .filter(other -> !other.id().equals(user.id()))
                            .isEmpty());
            known.ifPresent(old -> tables.users.put(scope.id(), old.id().value(), moved(old, user)));
            return known.isPresent();
        });
    }

    @Override
    public void touch(TenantScope scope, UserId id, Instant at) {
        tables.change(
                scope,
                () -> find(scope, id).ifPresent(user -> tables.users.put(scope.id(), id.value(), seen(user, at))));
    }

    @Override
    public boolean delete(TenantScope scope, UserId id, long version, Instant at) {
        return tables.in(scope, () -> {
            Optional<User> known = ofVersion(scope, id, version);
            known.ifPresent(user -> tables.forget(scope.id(), id));
            known.ifPresent(user -> tables.deletedUsers.put(scope.id(), id.value(), id));
            return known.isPresent();
        });
    }

    @Override
    public boolean erase(TenantScope scope, UserId id, Instant at) {
        return tables.in(
                scope, () -> tables.deletedUsers.find(scope.id(), id.value()).isPresent());
    }

    @Override
    public boolean othersHave(TenantScope scope, String role, UserId except) {
        return tables.in(
                scope,
                () -> tables.users
                        .all(scope.id())
                        .anyMatch(user -> user.status() == Status.ACTIVE
                                && user.roles().contains(role)
                                && !user.id().equals(except)));
    }

    @Override
    public List<User> holders(TenantScope scope, Set<String> roles, int limit) {
        return tables.in(
                scope,
                () -> tables.users
                        .all(scope.id())
                        .filter(user -> user.status() == Status.ACTIVE)
                        .filter(user -> user.roles().stream().anyMatch(roles::contains))
                        .limit(limit)
                        .toList());
    }

    private Optional<User> ofVersion(TenantScope scope, UserId id, long version) {
        return find(scope, id).filter(user -> user.version() == version);
    }

    private void requireRoles(TenantScope scope, Collection<String> names) {
        if (!tables.roles
                .all(scope.id())
                .map(Role::name)
                .collect(Collectors.toSet())
                .containsAll(names)) {
            throw new IllegalStateException("The tenant has not all of the roles " + names + ".");
        }
    }

    private static boolean matches(UserQuery query, User user) {
        boolean found = query.search()
                .map(text -> SearchKey.of(user.name()).startsWith(text)
                        || user.email().startsWith(text))
                .orElse(true);
        return found && query.status().map(user.status()::equals).orElse(true);
    }

    private static Position position(UserQuery query, User user) {
        String key = switch (query.sort()) {
            case CREATED -> "";
            case NAME -> SearchKey.of(user.name());
            case EMAIL -> user.email();
        };
        return new Position(key, user.id().value());
    }

    private static User replaced(User old, User user) {
        return new User(
                old.id(),
                old.email(),
                user.name(),
                user.status(),
                user.roles(),
                old.createdAt(),
                user.updatedAt(),
                old.lastLoginAt(),
                user.emailVerifiedAt(),
                user.version());
    }

    private static User moved(User old, User user) {
        return new User(
                old.id(),
                user.email(),
                old.name(),
                old.status(),
                old.roles(),
                old.createdAt(),
                user.updatedAt(),
                old.lastLoginAt(),
                user.emailVerifiedAt(),
                user.version());
    }

    private static User seen(User user, Instant at) {
        return new User(
                user.id(),
                user.email(),
                user.name(),
                user.status(),
                user.roles(),
                user.createdAt(),
                user.updatedAt(),
                Optional.of(at),
                user.emailVerifiedAt(),
                user.version());
    }
}
