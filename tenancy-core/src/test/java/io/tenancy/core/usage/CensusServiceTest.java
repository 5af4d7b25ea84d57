package io.tenancy.core.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.TenancyException.Denied;
import io.tenancy.core.TenancyException.Unavailable;
import io.tenancy.core.access.Caller;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserStore;
import io.tenancy.testkit.InMemoryPlatform;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CensusServiceTest {
    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final Caller operator = platform.operator();
    private final Caller acme = platform.owner("acme");
    private final Caller globex = platform.owner("globex");

    @Test
    void countsTheUsersOfAllTenants() {
        assertThat(service(platform.stores.users()).last(operator)).isEqualTo(Census.NONE);
        platform.user(acme, "ada@acme.example", "VIEWER");
        platform.tenants.suspend(operator, globex.tenant());

        service(platform.stores.users()).count(() -> false);
        platform.user(acme, "bob@acme.example", "VIEWER");

        assertThat(service(platform.stores.users()).last(operator))
                .isEqualTo(new Census(4, 3, 0, Optional.of(platform.clock.instant())));
        platform.clock.advance(Duration.ofHours(1));
        service(platform.stores.users()).count(() -> false);
        assertThat(service(platform.stores.users()).last(operator))
                .isEqualTo(new Census(5, 3, 0, Optional.of(platform.clock.instant())));
    }

    @Test
    void saysHowManyTenantsItCouldNotLookInto() {
        service(awayFor(acme.tenant())).count(() -> false);

        assertThat(service(platform.stores.users()).last(operator))
                .isEqualTo(new Census(2, 2, 1, Optional.of(platform.clock.instant())));
    }

    @Test
    void keepsTheLastCountWhereItIsInterrupted() {
        service(platform.stores.users()).count(() -> true);

        assertThat(service(platform.stores.users()).last(operator)).isEqualTo(Census.NONE);
    }

    @Test
    void isForOperators() {
        assertThatThrownBy(() -> service(platform.stores.users()).last(acme)).isInstanceOf(Denied.class);
    }

    private CensusService service(UserStore users) {
        return new CensusService(
                platform.gate,
                platform.stores.tenants(),
                platform.directory,
                users,
                platform.stores.census(),
                platform.clock);
    }

    /** Users whose store does not answer for one tenant. */
    private UserStore awayFor(TenantId tenant) {
        return (UserStore) Proxy.newProxyInstance(
                UserStore.class.getClassLoader(), new Class<?>[] {UserStore.class}, (proxy, method, arguments) -> {
                    if (((TenantScope) arguments[0]).id().equals(tenant)) {
                        throw new Unavailable("store.away", "The store is away.", Duration.ofSeconds(1));
                    }
                    try {
                        return method.invoke(platform.stores.users(), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
