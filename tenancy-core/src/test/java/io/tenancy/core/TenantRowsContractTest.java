package io.tenancy.core;

import io.tenancy.core.access.Transactions;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.User;
import io.tenancy.core.user.User.Status;
import io.tenancy.core.user.UserId;
import io.tenancy.core.user.UserQuery;
import io.tenancy.core.user.UserQuery.Sort;
import io.tenancy.testkit.InMemoryStores;
import io.tenancy.testkit.TenantRowsContract;
import io.tenancy.testkit.TestTenants;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Users keep the contract that an application's own rows have to keep. */
final class TenantRowsContractTest extends TenantRowsContract<User> {
    private final InMemoryStores stores = new InMemoryStores();

    @Override
    protected Transactions transactions() {
        return stores.transactions();
    }

    @Override
    protected TenantScope open(String slug) {
        return TestTenants.open(slug);
    }

    @Override
    protected User add(TenantScope scope, UUID id) {
        User user = new User(
                new UserId(id),
                id + "@example.org",
                "Una",
                Status.ACTIVE,
                Set.of(),
                TestTenants.EPOCH,
                TestTenants.EPOCH,
                Optional.empty(),
                Optional.empty(),
                1);
        stores.users().add(scope, user);
        return user;
    }

    @Override
    protected Optional<User> find(TenantScope scope, UUID id) {
        return stores.users().find(scope, new UserId(id));
    }

    @Override
    protected List<User> list(TenantScope scope) {
        return stores.users()
                .list(scope, new UserQuery(Optional.empty(), Optional.empty(), Sort.NAME), Optional.empty(), 10);
    }

    @Override
    protected boolean change(TenantScope scope, UUID id) {
        return find(scope, id)
                .map(user -> user.in(Status.DISABLED, TestTenants.EPOCH))
                .filter(user -> stores.users().update(scope, user))
                .isPresent();
    }

    @Override
    protected boolean delete(TenantScope scope, UUID id) {
        return stores.users().delete(scope, new UserId(id), 1, TestTenants.EPOCH);
    }
}
