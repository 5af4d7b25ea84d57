package io.tenancy.core.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.JournalEntry;
import io.tenancy.core.audit.AuditQuery;
import io.tenancy.core.role.Role;
import io.tenancy.core.tenant.Contact;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.Tenant.Status;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.testkit.InMemoryStores;
import io.tenancy.testkit.Stores;
import io.tenancy.testkit.TestClock;
import io.tenancy.testkit.TestIds;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TenantFounderTest {
    private static final PlatformDefaults DEFAULTS =
            new PlatformDefaults(Isolation.SHARED, "main", "free", "eu", Duration.ofDays(30));

    private final InMemoryStores memory = new InMemoryStores();
    private final TestClock clock = new TestClock();
    private final TestIds ids = new TestIds();
    private final TenantFounder founder = founder(memory, memory.provisioner());

    @Test
    void makesATenantWithItsRolesAndWithoutAnyUser() {
        Tenant acme = founder.found(wanted("acme", Isolation.SCHEMA));

        TenantScope scope =
                new TenantDirectory(memory.tenants()).enter(acme.id()).orElseThrow();
        assertThat(acme.isolation()).isEqualTo(Isolation.SCHEMA);
        assertThat(memory.roles().list(scope))
                .extracting(Role::name)
                .containsExactly("ADMIN", "MEMBER", "OWNER", "VIEWER");
        assertThat(memory.audit().list(scope, AuditQuery.ALL, Optional.empty(), 10))
                .extracting(JournalEntry::action)
                .containsExactly("tenant.provisioned");
    }

    @Test
    void findsATenantThatIsThere() {
        Tenant acme = founder.found(wanted("acme", Isolation.SHARED));

        assertThat(founder.found(wanted("acme", Isolation.DATABASE))).isEqualTo(acme);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void goesOnWhereACrashHasLeftIt(boolean after) {
        for (int call = 1; call < 20; call++) {
            Crashing crashing = new Crashing(memory);
            crashing.crashAt(call, after);
            NewTenant wanted = wanted("acme-" + call, Isolation.SHARED);
            try {
                founder(crashing, crashing.provisioner()).found(wanted);
            } catch (Crashing.Crash e) {
                assertThat(e).isNotNull();
            }

            assertThat(founder.found(wanted).status()).isEqualTo(Status.ACTIVE);
        }
    }

    @Test
    void refusesATenantThatIsClosed() {
        Tenant acme = founder.found(wanted("acme", Isolation.SHARED));
        memory.tenants().update(acme.suspended(clock.instant()));

        assertThatThrownBy(() -> founder.found(wanted("acme", Isolation.SHARED)))
                .isInstanceOf(Conflict.class)
                .extracting("code")
                .isEqualTo("tenant.status");
    }

    @Test
    void refusesAPlacementThatIsNotOffered() {
        TenantFounder narrow = founder(memory, new OnlyShared(memory.provisioner()));

        assertThatThrownBy(() -> narrow.found(wanted("acme", Isolation.DATABASE)))
                .isInstanceOf(Invalid.class)
                .extracting("code")
                .isEqualTo("isolation.unsupported");
        assertThat(memory.tenants().findBySlug("acme")).isEmpty();
    }

    private TenantFounder founder(Stores stores, Provisioner provisioner) {
        Gate gate = new Gate(stores.transactions(), stores.journal(), ids, clock);
        return new TenantFounder(stores.tenants(), provisioner, stores.roles(), gate, DEFAULTS, ids, clock);
    }

    private static NewTenant wanted(String slug, Isolation isolation) {
        return new NewTenant(
                slug,
                "The people of " + slug,
                new Contact("Ada", "ada@example.org"),
                null,
                Optional.of(isolation),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private record OnlyShared(Provisioner provisioner) implements Provisioner {
        @Override
        public boolean supports(Isolation isolation, String store) {
            return isolation == Isolation.SHARED;
        }

        @Override
        public void prepare(Tenant tenant) {
            provisioner.prepare(tenant);
        }

        @Override
        public void erase(Tenant tenant) {
            provisioner.erase(tenant);
        }

        @Override
        public String reason(Throwable failure) {
            return provisioner.reason(failure);
        }
    }
}
