package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.access.Permission;
import io.tenancy.core.access.Permissions;
import io.tenancy.core.role.BuiltInRole;
import io.tenancy.core.role.Role;
import io.tenancy.core.role.RoleChange;
import io.tenancy.core.role.RoleId;
import io.tenancy.core.role.RoleStore;
import io.tenancy.core.setting.SetValue;
import io.tenancy.core.user.User;
import io.tenancy.core.user.User.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link RoleStore} does. */
public abstract class RoleStoreContract extends StoreContract {
    private static final Instant LATER = T0.plusSeconds(60);

    @Test
    void findsWhatWasAdded() {
        Role helper = role(acme(), "helper", Permissions.USER_READ, Permissions.AUDIT_READ);
        Role idle = role(acme(), "idle");

        assertThat(roles().find(acme(), helper.id())).contains(helper);
        assertThat(roles().find(acme(), idle.id())).contains(idle);
        assertThat(roles().find(acme(), new RoleId(TestTenants.newId()))).isEmpty();
    }

    @Test
    void keepsTenantsApart() {
        Role helper = role(acme(), "helper", Permissions.USER_READ);
        Role changed = helper.with(change("Changed", Set.of()), LATER);

        assertThat(roles().find(globex(), helper.id())).isEmpty();
        assertThat(roles().list(globex())).extracting(Role::name).doesNotContain("helper");
        assertThat(commit(globex(), () -> roles().update(globex(), changed))).isFalse();
        assertThat(commit(globex(), () -> roles().delete(globex(), helper.id(), Instant.EPOCH)))
                .isFalse();
        assertThat(roles().find(acme(), helper.id())).contains(helper);
        Role other = role(globex(), "helper", Permissions.ROLE_READ);
        assertThat(roles().find(globex(), other.id())).contains(other);
    }

    @Test
    void givesBuiltInRolesWhatTheCodeDefines() {
        assertThat(roles().list(acme()))
                .filteredOn(Role::builtIn)
                .hasSize(4)
                .allSatisfy(role -> assertThat(role.permissions())
                        .isEqualTo(BuiltInRole.valueOf(role.name()).permissions()));
        Role owner = named("OWNER");
        assertThat(roles().find(acme(), owner.id())).contains(owner);
    }

    @Test
    void listsInTheOrderOfNames() {
        role(acme(), "zebra");
        role(acme(), "ant", Permissions.USER_READ);
        role(acme(), "ant-2");
        role(acme(), "ant_1");

        assertThat(roles().list(acme()))
                .extracting(Role::name)
                .containsExactly("ADMIN", "MEMBER", "OWNER", "VIEWER", "ant", "ant-2", "ant_1", "zebra");
    }

    @Test
    void refusesANameTwiceAndLeavesTheTransactionUsable() {
        role(acme(), "helper", Permissions.USER_READ);
        Role second = new Role(new RoleId(TestTenants.newId()), "helper", "", false, Set.of(), Set.of(), T0, T0, 1);
        Role owner = Role.of(new RoleId(TestTenants.newId()), BuiltInRole.OWNER, T0);
        Role other = new Role(new RoleId(TestTenants.newId()), "other", "", false, Set.of(), Set.of(), T0, T0, 1);

        List<Boolean> added = commit(
                acme(),
                () -> List.of(roles().add(acme(), second), roles().add(acme(), owner), roles().add(acme(), other)));

        assertThat(added).containsExactly(false, false, true);
        assertThat(roles().find(acme(), second.id())).isEmpty();
        assertThat(roles().find(acme(), other.id())).contains(other);
    }

    @Test
    void replacesDescriptionAndPermissions() {
        Role helper = role(acme(), "helper", Permissions.USER_READ, Permissions.USER_WRITE);
        Role changed = helper.with(change("Sees", Set.of(Permissions.USER_READ, Permissions.AUDIT_READ)), LATER);
        Role emptied = changed.with(change("", Set.of()), LATER);

        assertThat(commit(acme(), () -> roles().update(acme(), changed))).isTrue();
        assertThat(roles().find(acme(), helper.id())).contains(changed);
        assertThat(commit(acme(), () -> roles().update(acme(), emptied))).isTrue();
        assertThat(roles().find(acme(), helper.id())).contains(emptied);
    }

    @Test
    void changesNothingOfAnotherVersion() {
        Role helper = role(acme(), "helper", Permissions.USER_READ);

        List<Boolean> changed = AtOnce.run(8, number -> {
            RoleChange change = change("Number " + number, Set.of(Permissions.AUDIT_READ));
            return commit(acme(), () -> roles().update(acme(), helper.with(change, LATER)));
        });

        assertThat(changed).containsOnlyOnce(true);
        assertThat(roles().find(acme(), helper.id()).orElseThrow().description())
                .isEqualTo("Number " + changed.indexOf(true));
    }

    @Test
    void deletesARoleThatNobodyHas() {
        Role helper = role(acme(), "helper", Permissions.USER_READ);

        assertThat(commit(acme(), () -> roles().delete(acme(), helper.id(), Instant.EPOCH)))
                .isTrue();
        assertThat(roles().find(acme(), helper.id())).isEmpty();
        assertThat(commit(acme(), () -> roles().delete(acme(), helper.id(), Instant.EPOCH)))
                .isFalse();
        role(acme(), "helper");
    }

    @Test
    void keepsARoleThatSomebodyHasAndLeavesTheTransactionUsable() {
        Role helper = role(acme(), "helper", Permissions.USER_READ);
        User ada = user(acme(), "ada@example.org", "Ada", Status.DISABLED, "helper", "VIEWER");
        Role other = new Role(new RoleId(TestTenants.newId()), "other", "", false, Set.of(), Set.of(), T0, T0, 1);

        boolean deleted = commit(acme(), () -> {
            boolean done = roles().delete(acme(), helper.id(), Instant.EPOCH);
            roles().add(acme(), other);
            return done;
        });

        assertThat(deleted).isFalse();
        assertThat(roles().find(acme(), helper.id())).contains(helper);
        assertThat(roles().find(acme(), other.id())).contains(other);
        assertThat(stores().users().find(acme(), ada.id())).contains(ada);
    }

    @Test
    void keepsARoleThatAnotherInherits() {
        Role base = role(acme(), "base", Permissions.USER_READ);
        Role helper = role(acme(), "helper", Permissions.AUDIT_READ);
        Role heir = helper.with(heirOf("base", "VIEWER"), LATER);

        assertThat(commit(acme(), () -> roles().update(acme(), heir))).isTrue();
        assertThat(roles().find(acme(), heir.id())).contains(heir);
        assertThat(roles().list(acme())).contains(heir);
        assertThat(commit(acme(), () -> roles().delete(acme(), base.id(), Instant.EPOCH)))
                .isFalse();
        assertThat(commit(acme(), () -> roles().update(acme(), heir.with(heirOf(), LATER))))
                .isTrue();
        assertThat(commit(acme(), () -> roles().delete(acme(), base.id(), Instant.EPOCH)))
                .isTrue();
    }

    @Test
    void letsOneTransactionOfATenantIntoTheLockAtATime() {
        AtOnce.run(8, number -> {
            for (int round = 0; round < 10; round++) {
                commit(acme(), () -> {
                    roles().lock(acme());
                    int before = stores().settings().list(acme()).stream()
                            .mapToInt(setting -> Integer.parseInt(setting.value()))
                            .sum();
                    SetValue next = new SetValue("locale", String.valueOf(before + 1), T0);
                    stores().settings().put(acme(), next);
                });
            }
            return true;
        });

        assertThat(stores().settings().list(acme())).extracting(SetValue::value).containsExactly("80");
    }

    @Test
    void locksOneTenantAndNotTheOthers() {
        boolean entered = commit(acme(), () -> {
            roles().lock(acme());
            return AtOnce.run(
                            1,
                            number -> commit(globex(), () -> {
                                roles().lock(globex());
                                return true;
                            }))
                    .get(0);
        });

        assertThat(entered).isTrue();
    }

    private RoleStore roles() {
        return stores().roles();
    }

    private Role named(String name) {
        return roles().list(acme()).stream()
                .filter(role -> role.name().equals(name))
                .findAny()
                .orElseThrow();
    }

    private static RoleChange heirOf(String... names) {
        return new RoleChange(Optional.empty(), Optional.empty(), Optional.of(Set.of(names)));
    }

    private static RoleChange change(String description, Set<Permission> permissions) {
        return new RoleChange(Optional.of(description), Optional.of(permissions), Optional.empty());
    }
}
