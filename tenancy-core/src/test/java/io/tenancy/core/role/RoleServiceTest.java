package io.tenancy.core.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tenancy.core.TenancyException;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.Denied;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Permission;
import io.tenancy.core.access.Permissions;
import io.tenancy.core.user.UserChange;
import io.tenancy.core.user.UserId;
import io.tenancy.testkit.AtOnce;
import io.tenancy.testkit.InMemoryPlatform;
import io.tenancy.testkit.TestTenants;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RoleServiceTest {
    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final RoleService roles = platform.roles;
    private final Caller owner = platform.owner("acme");
    private final Caller admin = platform.user(owner, "admin@x.org", "ADMIN");

    @Test
    void hasTheBuiltInRolesOfItsKindOfTenant() {
        assertThat(roles.list(owner).items())
                .extracting(Role::name)
                .containsExactly("ADMIN", "MEMBER", "OWNER", "VIEWER");
        assertThat(roles.list(platform.operator()).items())
                .extracting(Role::name)
                .containsExactly("ADMIN", "MEMBER", "OPERATOR", "VIEWER");
    }

    @Test
    void createsChangesAndDeletesACustomRole() {
        Role made = roles.create(owner, role("helper", Permissions.USER_READ));
        assertThat(roles.get(owner, made.id())).isEqualTo(made);

        Role changed = roles.update(owner, made.id(), change(Permissions.USER_READ, Permissions.AUDIT_READ));
        assertThat(roles.get(owner, made.id())).isEqualTo(changed);
        assertThat(changed.description()).isEqualTo(made.description());

        roles.delete(owner, made.id());
        assertThatThrownBy(() -> roles.get(owner, made.id())).isInstanceOf(NotFound.class);
        assertThat(platform.actions(owner)).endsWith("role.created", "role.updated", "role.deleted");
    }

    @Test
    void needsThePermissionOfEachOperation() {
        RoleId id = roles.create(owner, role("helper")).id();
        Caller reader = TestTenants.caller(platform.scope(owner), Permissions.ROLE_READ);
        Caller writer = TestTenants.caller(platform.scope(owner), Permissions.ROLE_WRITE);

        assertThatThrownBy(() -> roles.list(writer)).isInstanceOf(Denied.class);
        assertThatThrownBy(() -> roles.get(writer, id)).isInstanceOf(Denied.class);
        assertThatThrownBy(() -> roles.create(reader, role("other"))).isInstanceOf(Denied.class);
        assertThatThrownBy(() -> roles.update(reader, id, change())).isInstanceOf(Denied.class);
        assertThatThrownBy(() -> roles.delete(reader, id)).isInstanceOf(Denied.class);
    }

    @Test
    void letsNobodyDefineWhatTheyDoNotHold() {
        RoleId above =
                roles.create(owner, role("above", Permissions.TENANT_WRITE)).id();
        RoleId below = roles.create(owner, role("below", Permissions.USER_READ)).id();

        assertCode(() -> roles.create(admin, role("mine", Permissions.TENANT_WRITE)), "access.escalation");
        assertCode(() -> roles.update(admin, below, change(Permissions.TENANT_WRITE)), "access.escalation");
        assertCode(() -> roles.update(admin, above, change(Permissions.USER_READ)), "access.escalation");
        assertCode(() -> roles.delete(admin, above), "access.escalation");
        assertCode(() -> roles.create(owner, role("mine", Permissions.PLATFORM_READ_TENANTS)), "access.escalation");
    }

    @Test
    void leavesBuiltInRolesAlone() {
        RoleId viewer = named("VIEWER").id();

        assertCode(() -> roles.update(owner, viewer, change()), "role.built_in");
        assertCode(() -> roles.delete(owner, viewer), "role.built_in");
    }

    @Test
    void keepsARoleThatSomebodyHas() {
        RoleId id = roles.create(owner, role("helper", Permissions.USER_READ)).id();
        platform.user(owner, "bob@x.org", "helper");

        assertCode(() -> roles.delete(owner, id), "role.in_use");
    }

    @Test
    void hidesTheRolesOfAnotherTenant() {
        RoleId id = roles.create(owner, role("helper")).id();
        Caller globex = platform.owner("globex");

        assertThatThrownBy(() -> roles.get(globex, id)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> roles.update(globex, id, change())).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> roles.delete(globex, id)).isInstanceOf(NotFound.class);
        assertThat(roles.create(globex, role("helper")).id()).isNotEqualTo(id);
    }

    @Test
    void refusesANameTwice() {
        roles.create(owner, role("helper"));

        assertCode(() -> roles.create(owner, role("helper")), "role.name_taken");
    }

    @Test
    void holdsAHundredRolesAlsoWhereManyAreMadeAtOnce() {
        for (int number = 4; number < RoleService.MOST - 3; number++) {
            roles.create(owner, role("role-" + number));
        }

        List<Boolean> made = AtOnce.run(8, number -> {
            try {
                roles.create(owner, role("last-" + number));
                return true;
            } catch (Conflict e) {
                assertThat(e.code()).isEqualTo("role.too_many");
                return false;
            }
        });

        assertThat(made).filteredOn(Boolean::booleanValue).hasSize(3);
        assertThat(roles.list(owner).items()).hasSize(RoleService.MOST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "Helper", "1abc", "a b", "a.b", "ädmin"})
    void refusesAMalformedName(String name) {
        assertInvalid(() -> role(name), "name", "name.malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"owner", "admin", "viewer", "member", "operator"})
    void refusesTheNameOfABuiltInRole(String name) {
        assertInvalid(() -> role(name), "name", "name.reserved");
    }

    @Test
    void refusesPermissionsThatTheCatalogueDoesNotHave() {
        Set<Permission> missing = new HashSet<>();
        missing.add(null);

        assertInvalid(() -> role("helper", new Permission("moon:walk")), "permissions", "permissions.unknown");
        assertInvalid(() -> new NewRole("helper", "", null, Set.of()), "permissions", "permissions.missing");
        assertInvalid(() -> new NewRole("helper", "", missing, Set.of()), "permissions", "permissions.missing");
        assertInvalid(
                () -> new NewRole("helper", "x".repeat(501), Set.of(), Set.of()),
                "description",
                "description.too_long");
    }

    @Test
    void takesEffectForThoseWhoHaveTheRole() {
        RoleId id = roles.create(owner, role("helper", Permissions.USER_READ)).id();
        platform.user(owner, "bob@x.org", "helper");

        roles.update(owner, id, change(Permissions.AUDIT_READ));

        assertThat(platform.signIn("acme", "bob@x.org").permissions()).containsExactly(Permissions.AUDIT_READ);
    }

    @Test
    void addsUpWhatRolesAllow() {
        roles.create(owner, role("helper", Permissions.AUDIT_READ));
        Grants grants = new Grants(platform.stores.roles());

        assertThat(grants.of(platform.scope(owner), Set.of("helper", "VIEWER", "gone")))
                .containsAll(BuiltInRole.VIEWER.permissions())
                .contains(Permissions.AUDIT_READ)
                .hasSize(BuiltInRole.VIEWER.permissions().size() + 1);
        assertThat(grants.of(platform.scope(owner), Set.of())).isEmpty();
    }

    @Test
    void givesNoRoleThatIsDeletedAtTheSameTime() {
        UserId bob =
                new UserId(platform.user(owner, "bob@x.org", "VIEWER").actor().id());
        for (int round = 0; round < 20; round++) {
            RoleId id =
                    roles.create(owner, role("helper", Permissions.USER_READ)).id();
            List<Boolean> done = AtOnce.run(2, number -> {
                try {
                    if (number == 0) {
                        roles.delete(owner, id);
                    } else {
                        platform.users.update(owner, bob, roles("helper"));
                    }
                    return true;
                } catch (Conflict | Invalid e) {
                    return false;
                }
            });
            assertThat(done).containsExactlyInAnyOrder(true, false);
            if (done.get(1)) {
                platform.users.update(owner, bob, roles("VIEWER"));
                roles.delete(owner, id);
            }
        }
    }

    private Role named(String name) {
        return roles.list(owner).items().stream()
                .filter(role -> role.name().equals(name))
                .findAny()
                .orElseThrow();
    }

    private static UserChange roles(String name) {
        return new UserChange(Optional.empty(), Optional.of(Set.of(name)));
    }

    private static NewRole role(String name, Permission... permissions) {
        return new NewRole(name, "About " + name, Set.of(permissions), Set.of());
    }

    private static RoleChange change(Permission... permissions) {
        return new RoleChange(Optional.empty(), Optional.of(Set.of(permissions)), Optional.empty());
    }

    private static void assertCode(ThrowingCallable call, String code) {
        assertThat(catchThrowableOfType(TenancyException.class, call).code()).isEqualTo(code);
    }

    private static void assertInvalid(ThrowingCallable call, String field, String code) {
        Invalid invalid = catchThrowableOfType(Invalid.class, call);
        assertThat(invalid.field()).contains(field);
        assertThat(invalid.code()).isEqualTo(code);
    }
}
