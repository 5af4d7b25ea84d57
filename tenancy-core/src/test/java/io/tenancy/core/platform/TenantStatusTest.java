package io.tenancy.core.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.access.Caller;
import io.tenancy.core.tenant.Isolation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.Tenant.Status;
import io.tenancy.core.tenant.TenantChange;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.testkit.InMemoryPlatform;
import io.tenancy.testkit.TestTenants;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** From one status of a tenant to the next. */
final class TenantStatusTest {
    private static final String SLUG = "initech";
    private static final Map<String, Set<Status>> ALLOWED = Map.of(
            "update", EnumSet.of(Status.ACTIVE, Status.READ_ONLY, Status.SUSPENDED, Status.DELETING),
            "make read-only", EnumSet.of(Status.ACTIVE, Status.SUSPENDED),
            "suspend", EnumSet.of(Status.ACTIVE, Status.READ_ONLY),
            "resume", EnumSet.of(Status.READ_ONLY, Status.SUSPENDED),
            "delete", EnumSet.of(Status.ACTIVE, Status.READ_ONLY, Status.SUSPENDED, Status.PROVISIONING),
            "restore", EnumSet.of(Status.DELETING),
            "retry", EnumSet.of(Status.PROVISIONING, Status.PURGING),
            "purge", EnumSet.of(Status.PROVISIONING, Status.DELETING, Status.PURGING));
    private static final Map<String, Status> RESULTS = Map.of(
            "make read-only", Status.READ_ONLY,
            "suspend", Status.SUSPENDED,
            "resume", Status.ACTIVE,
            "delete", Status.DELETING,
            "restore", Status.ACTIVE,
            "retry", Status.ACTIVE,
            "purge", Status.PURGING);

    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final TenantService tenants = platform.tenants;
    private final Caller operator = platform.operator();

    /** What can be done to a tenant by its id alone; to erase one takes its slug, {@value #SLUG}. */
    static Map<String, BiFunction<Caller, TenantId, Tenant>> operations(TenantService tenants) {
        TenantChange change = new TenantChange(Optional.of("New"), Optional.empty());
        return Map.of(
                "update",
                (caller, id) -> tenants.update(caller, id, change),
                "make read-only",
                tenants::makeReadOnly,
                "suspend",
                tenants::suspend,
                "resume",
                tenants::resume,
                "delete",
                tenants::delete,
                "restore",
                tenants::restore,
                "retry",
                tenants::retry,
                "purge",
                (caller, id) -> tenants.purge(caller, id, new Confirmation(SLUG)));
    }

    @Test
    void doesInEachStatusWhatIsAllowedThere() {
        operations(tenants).forEach((name, operation) -> {
            for (Status status : Status.values()) {
                if (ALLOWED.getOrDefault(name, Set.of()).contains(status)) {
                    new TenantStatusTest().assertAllowed(name, status);
                } else {
                    new TenantStatusTest().assertRefused(name, status);
                }
            }
        });
    }

    private void assertAllowed(String name, Status status) {
        Tenant tenant = in(status);
        boolean isOver = name.equals("purge")
                || (name.equals("retry") && status == Status.PURGING)
                || (name.equals("delete") && status == Status.PROVISIONING);

        Tenant changed = operation(name).apply(operator, tenant.id());

        assertThat(changed.status())
                .as(name + " " + status)
                .isEqualTo(isOver ? Status.PURGING : RESULTS.getOrDefault(name, status));
        assertThat(changed.version()).isEqualTo(tenant.version() + 1);
        assertThat(changed.purgeAt().isPresent())
                .isEqualTo(changed.status() == Status.DELETING || changed.status() == Status.PURGING);
        assertThat(platform.stores.tenants().find(tenant.id()))
                .isEqualTo(isOver ? Optional.empty() : Optional.of(changed));
        assertThat(platform.journal(operator)).last().satisfies(entry -> {
            assertThat(entry.target()).isEqualTo(tenant.id().value());
            assertThat(entry.actor()).isEqualTo(operator.actor());
        });
    }

    private void assertRefused(String name, Status status) {
        Tenant tenant = in(status);

        Conflict conflict =
                catchThrowableOfType(Conflict.class, () -> operation(name).apply(operator, tenant.id()));

        assertThat(conflict.code()).as(name + " " + status).isEqualTo("tenant.status");
        assertThat(tenants.get(operator, tenant.id())).isEqualTo(tenant);
    }

    @Test
    void restoresASuspendedTenantAsSuspended() {
        Tenant suspended = tenants.suspend(operator, in(Status.ACTIVE).id());
        tenants.delete(operator, suspended.id());

        Tenant restored = tenants.restore(operator, suspended.id());

        assertThat(restored.status()).isEqualTo(Status.SUSPENDED);
        assertThat(restored.suspendedAt()).isEqualTo(suspended.suspendedAt());
        assertThat(tenants.resume(operator, restored.id()).suspendedAt()).isEmpty();
    }

    @Test
    void restoresAReadOnlyTenantAsReadOnly() {
        Tenant readOnly = tenants.makeReadOnly(operator, in(Status.ACTIVE).id());
        tenants.delete(operator, readOnly.id());

        Tenant restored = tenants.restore(operator, readOnly.id());

        assertThat(restored.status()).isEqualTo(Status.READ_ONLY);
        assertThat(restored.readOnlyAt()).isEqualTo(readOnly.readOnlyAt());
        assertThat(tenants.resume(operator, restored.id()).readOnlyAt()).isEmpty();
    }

    @Test
    void gathersAGraceBeforeATenantIsErased() {
        Tenant deleted = tenants.delete(operator, in(Status.ACTIVE).id());

        assertThat(deleted.purgeAt()).contains(platform.clock.instant().plus(Duration.ofDays(30)));
        assertThat(tenants.restore(operator, deleted.id()).purgeAt()).isEmpty();
        assertThat(platform.actions(operator)).endsWith("tenant.deleted", "tenant.restored");
    }

    @Test
    void erasesATenantOnlyUnderItsSlug() {
        Tenant deleted = in(Status.DELETING);

        assertThatThrownBy(() -> tenants.purge(operator, deleted.id(), new Confirmation("initech2")))
                .isInstanceOfSatisfying(Invalid.class, e -> assertThat(e.code()).isEqualTo("slug.mismatch"));
        assertThatThrownBy(() -> new Confirmation(null)).isInstanceOf(Invalid.class);

        assertThat(tenants.get(operator, deleted.id())).isEqualTo(deleted);
    }

    @Test
    void erasesNothingOfThePlatformThatIsStillToBeBootstrapped() {
        Tenant own = platform.stores.tenants().find(operator.tenant()).orElseThrow();
        Tenant unfinished = TestTenants.in(Status.PROVISIONING, own, own.createdAt());
        InMemoryPlatform fresh = new InMemoryPlatform();
        assertThat(fresh.stores.tenants().add(unfinished)).isTrue();

        assertThatThrownBy(() -> fresh.lifecycle.purge(unfinished, new Confirmation("platform"), operator.actor()))
                .isInstanceOfSatisfying(
                        Conflict.class, e -> assertThat(e.code()).isEqualTo("tenant.is_platform"));

        assertThat(fresh.stores.tenants().find(own.id())).contains(unfinished);
    }

    private BiFunction<Caller, TenantId, Tenant> operation(String name) {
        return Optional.ofNullable(operations(tenants).get(name)).orElseThrow();
    }

    private Tenant in(Status status) {
        Tenant tenant =
                TestTenants.in(status, TestTenants.tenant(SLUG, Isolation.SHARED, "main"), platform.clock.instant());
        assertThat(platform.stores.tenants().add(tenant)).isTrue();
        return tenant;
    }
}
