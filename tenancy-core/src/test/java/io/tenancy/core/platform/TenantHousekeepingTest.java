package io.tenancy.core.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.access.Caller;
import io.tenancy.core.audit.AuditQuery;
import io.tenancy.core.platform.NewTenant.OwnerAccess;
import io.tenancy.core.tenant.Contact;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.Tenant.Status;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserQuery;
import io.tenancy.core.user.UserQuery.Sort;
import io.tenancy.testkit.InMemoryPlatform;
import io.tenancy.testkit.InMemoryStores;
import io.tenancy.testkit.TestTenants;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TenantHousekeepingTest {
    private static final String OWNER = "owner@acme.org";
    private static final int PLENTY = 200;

    private final InMemoryStores memory = new InMemoryStores();
    private final Crashing stores = new Crashing(memory);
    private final InMemoryPlatform platform =
            new InMemoryPlatform(memory, stores, stores.provisioner(), InMemoryPlatform.POLICY);
    private final Caller operator = platform.operator();

    @Test
    void hasNothingToDoWhereNothingIsDue() {
        platform.owner("acme");

        assertThat(platform.housekeeping.run()).isZero();
    }

    @Test
    void leavesAYoungTenantToWhoeverProvisionsIt() {
        stores.crashAt(15, false);
        assertThatThrownBy(() -> platform.tenants.create(operator, wanted(OwnerAccess.INVITATION)))
                .isInstanceOf(Crashing.Crash.class);
        assertThat(memory.tenants().findBySlug("acme").orElseThrow().status()).isEqualTo(Status.PROVISIONING);

        assertThat(platform.housekeeping.run()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"INVITATION, true", "INVITATION, false", "ONE_TIME_PASSWORD, true", "ONE_TIME_PASSWORD, false"})
    void finishesATenantWhereverItsCreationStopped(OwnerAccess access, boolean after) {
        int crashes = 0;
        for (int call = 1; call < PLENTY; call++) {
            TenantHousekeepingTest fresh = new TenantHousekeepingTest();
            if (!fresh.createCrashingAt(access, call, after)) {
                break;
            }
            crashes++;
            fresh.platform.clock.advance(Duration.ofMinutes(2));
            fresh.platform.housekeeping.run();
            fresh.assertUsableOrAbsent();
        }
        assertThat(crashes).isBetween(10, PLENTY - 2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void erasesATenantWhereverThePurgeStopped(boolean after) {
        int crashes = 0;
        for (int call = 1; call < PLENTY; call++) {
            TenantHousekeepingTest fresh = new TenantHousekeepingTest();
            TenantScope acme = fresh.deleted();
            fresh.stores.crashAt(call, after);
            runToTheEndOrACrash(fresh);
            boolean crashed = fresh.stores.hasCrashed();
            fresh.stores.crashAt(Integer.MAX_VALUE, after);
            fresh.platform.housekeeping.run();

            assertThat(fresh.memory.tenants().find(acme.id())).isEmpty();
            assertThat(fresh.memory.users().list(acme, everybody(), Optional.empty(), 10))
                    .isEmpty();
            assertThat(fresh.memory.audit().list(acme, AuditQuery.ALL, Optional.empty(), 10))
                    .isEmpty();
            assertThat(fresh.platform.actions(fresh.operator)).containsOnlyOnce("tenant.purged");
            if (!crashed) {
                break;
            }
            crashes++;
        }
        assertThat(crashes).isBetween(5, PLENTY - 2);
    }

    @Test
    void erasesNothingBeforeTheGraceIsOver() {
        Caller owner = platform.owner("acme");
        platform.tenants.delete(operator, owner.tenant());
        platform.clock.advance(Duration.ofDays(30).minusSeconds(1));
        assertThat(platform.housekeeping.run()).isZero();

        platform.clock.advance(Duration.ofSeconds(1));
        assertThat(platform.housekeeping.run()).isEqualTo(1);

        assertThat(memory.tenants().find(owner.tenant())).isEmpty();
        assertThat(platform.owner("acme").tenant()).isNotEqualTo(owner.tenant());
    }

    @Test
    void erasesNobodyElse() {
        deleted();
        Caller globex = platform.owner("globex");

        platform.housekeeping.run();

        assertThat(platform.signIn("globex", "owner@globex.example.org").tenant())
                .isEqualTo(globex.tenant());
    }

    @Test
    void restoresNothingOnceTheRowsBeginToGo() {
        TenantScope acme = deleted();
        Tenant purging = memory.tenants().find(acme.id()).orElseThrow().purging(platform.clock.instant());
        assertThat(memory.tenants().update(purging)).isTrue();

        assertThatThrownBy(() -> platform.tenants.restore(operator, acme.id())).isInstanceOf(Conflict.class);
    }

    private static void runToTheEndOrACrash(TenantHousekeepingTest fresh) {
        try {
            fresh.platform.housekeeping.run();
        } catch (Crashing.Crash e) {
            assertThat(fresh.stores.hasCrashed()).isTrue();
        }
    }

    private boolean createCrashingAt(OwnerAccess access, int call, boolean after) {
        stores.crashAt(call, after);
        try {
            platform.tenants.create(operator, wanted(access));
            return false;
        } catch (Crashing.Crash e) {
            return true;
        } finally {
            stores.crashAt(Integer.MAX_VALUE, after);
        }
    }

    /** The catalogue has no tenant of that slug, or an active one whose owner gets in and is its only user. */
    private void assertUsableOrAbsent() {
        Optional<Tenant> acme = memory.tenants().findBySlug("acme");
        if (acme.isEmpty()) {
            return;
        }
        assertThat(acme.get().status()).isEqualTo(Status.ACTIVE);
        TenantScope scope = TestTenants.enter(acme.get());
        assertThat(memory.users().list(scope, everybody(), Optional.empty(), 10))
                .hasSize(1);
        assertThat(memory.roles().list(scope)).hasSize(4);
        if (platform.mail.all().stream().anyMatch(mail -> mail.to().equals(OWNER))) {
            platform.accept(OWNER);
            assertThat(platform.signIn("acme", OWNER).permissions()).isNotEmpty();
        } else {
            assertThat(platform.actions(operator)).contains("tenant.activated");
        }
    }

    private TenantScope deleted() {
        Caller owner = platform.owner("acme");
        TenantScope acme = platform.scope(owner);
        platform.tenants.delete(operator, owner.tenant());
        platform.clock.advance(Duration.ofDays(31));
        return acme;
    }

    private static UserQuery everybody() {
        return new UserQuery(Optional.empty(), Optional.empty(), Sort.CREATED);
    }

    private static NewTenant wanted(OwnerAccess access) {
        Contact owner = new Contact("Owner", OWNER);
        return new NewTenant(
                "acme", "Acme", owner, access, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
