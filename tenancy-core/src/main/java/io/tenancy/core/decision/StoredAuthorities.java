package io.tenancy.core.decision;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Check;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.access.Held;
import io.tenancy.core.access.Permission;
import io.tenancy.core.role.Grants;
import io.tenancy.core.role.RoleStore;
import io.tenancy.core.serviceaccount.ServiceAccount;
import io.tenancy.core.serviceaccount.ServiceAccountId;
import io.tenancy.core.serviceaccount.ServiceAccountStore;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.User;
import io.tenancy.core.user.UserId;
import io.tenancy.core.user.UserStore;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** What subjects may do by the stores, in a few questions for each. */
public final class StoredAuthorities implements Authorities {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private final UserStore users;
    private final ServiceAccountStore accounts;
    private final RoleStore roles;
    private final Grants grants;

    public StoredAuthorities(UserStore users, ServiceAccountStore accounts, RoleStore roles) {
        this.users = requireNonNull(users);
        this.accounts = requireNonNull(accounts);
        this.roles = requireNonNull(roles);
        this.grants = new Grants(roles);
    }

    @Override
    public Optional<Held<Permission>> find(TenantScope scope, Subject subject) {
        return switch (subject.kind()) {
            case USER ->
                user(scope, subject.id())
                        .filter(user -> user.status() == User.Status.ACTIVE)
                        .map(user -> grants.graph(scope).allowed(roles.holdings(scope, user.id())));
            case SERVICE_ACCOUNT ->
                id(subject.id())
                        .flatMap(id -> accounts.find(scope, new ServiceAccountId(id)))
                        .filter(account -> account.status() == ServiceAccount.Status.ACTIVE)
                        .map(account -> Held.lasting(grants.of(scope, account.roles())));
        };
    }

    private Optional<User> user(TenantScope scope, String text) {
        Optional<UUID> id = id(text);
        return id.isPresent()
                ? users.find(scope, new UserId(id.get()))
                : address(text).flatMap(email -> users.findByEmail(scope, email));
    }

    private static Optional<UUID> id(String text) {
        return Optional.of(text).filter(id -> ID.matcher(id).matches()).map(UUID::fromString);
    }

    /** In the form in which addresses are compared; empty for what is none. */
    private static Optional<String> address(String text) {
        try {
            return Optional.of(Check.email("id", text));
        } catch (Invalid e) {
            return Optional.empty();
        }
    }
}
