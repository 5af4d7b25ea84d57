package io.tenancy.core.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.access.Caller;
import io.tenancy.core.invitation.Admitted;
import io.tenancy.core.role.BuiltInRole;
import io.tenancy.core.tenant.Contact;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.Tenant.Status;
import io.tenancy.core.tenant.TenantChange;
import io.tenancy.testkit.InMemoryPlatform;
import io.tenancy.testkit.InMemoryStores;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BootstrapTest {
    private static final Contact OLGA = new Contact("Olga", "olga@example.org");
    private static final Contact EVE = new Contact("Eve", "eve@example.org");

    private final InMemoryStores memory = new InMemoryStores();
    private final Crashing stores = new Crashing(memory);
    private final InMemoryPlatform platform =
            new InMemoryPlatform(memory, stores, stores.provisioner(), InMemoryPlatform.POLICY);

    @Test
    void invitesTheFirstOperator() {
        invite();
        platform.accept("olga@example.org");

        Caller operator = platform.signIn(Tenant.PLATFORM, "olga@example.org");
        assertThat(operator.permissions()).isEqualTo(BuiltInRole.OPERATOR.permissions());
    }

    @Test
    void invitesAgainUntilThatPersonHasAccepted() {
        invite();
        invite();
        platform.accept("olga@example.org");

        assertThatThrownBy(this::invite)
                .isInstanceOfSatisfying(
                        Conflict.class, e -> assertThat(e.code()).isEqualTo("platform.exists"));
    }

    @Test
    void invitesNobodyElse() {
        invite();
        assertThatThrownBy(() -> platform.bootstrap.run(EVE)).isInstanceOf(Conflict.class);
        platform.accept("olga@example.org");

        assertThatThrownBy(() -> platform.bootstrap.run(EVE)).isInstanceOf(Conflict.class);
    }

    @Test
    void invitesNobodyElseAlsoWhereTheContactChanged() {
        Caller operator = platform.operator();
        platform.tenants.update(operator, operator.tenant(), new TenantChange(Optional.empty(), Optional.of(EVE)));

        assertThatThrownBy(() -> platform.bootstrap.run(EVE)).isInstanceOf(Conflict.class);

        assertThat(memory.users().findByEmail(platform.scope(operator), EVE.email()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void endsWellWhereverItStopped(boolean after) {
        int crashes = 0;
        for (int call = 1; call < 100; call++) {
            BootstrapTest fresh = new BootstrapTest();
            fresh.stores.crashAt(call, after);
            try {
                fresh.platform.bootstrap.run(OLGA);
                break;
            } catch (Crashing.Crash e) {
                crashes++;
            }
            fresh.stores.crashAt(Integer.MAX_VALUE, after);
            fresh.invite();
            fresh.platform.accept("olga@example.org");
            assertThat(fresh.platform.signIn(Tenant.PLATFORM, "olga@example.org"))
                    .isNotNull();
            assertThat(fresh.memory
                            .tenants()
                            .findBySlug(Tenant.PLATFORM)
                            .orElseThrow()
                            .status())
                    .isEqualTo(Status.ACTIVE);
        }
        assertThat(crashes).isBetween(8, 98);
    }

    private void invite() {
        Admitted admitted = platform.bootstrap.run(OLGA);
        admitted.mail().ifPresent(platform.mail::send);
    }
}
