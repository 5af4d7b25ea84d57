package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.Position;
import io.tenancy.core.access.Permissions;
import io.tenancy.core.group.Group;
import io.tenancy.core.group.GroupChange;
import io.tenancy.core.group.GroupId;
import io.tenancy.core.group.GroupStore;
import io.tenancy.core.group.Member;
import io.tenancy.core.group.MemberQuery;
import io.tenancy.core.group.NewGroup;
import io.tenancy.core.role.Holding;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.User;
import io.tenancy.core.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every {@link GroupStore} does. */
public abstract class GroupStoreContract extends StoreContract {
    private static final Instant LATER = T0.plusSeconds(60);

    @Test
    void findsWhatWasAdded() {
        Group team = group(acme(), "Team", "VIEWER", "MEMBER");
        Group empty = group(acme(), "Empty");

        assertThat(groups().find(acme(), team.id())).contains(team);
        assertThat(groups().find(acme(), empty.id())).contains(empty);
        assertThat(groups().find(acme(), new GroupId(TestTenants.newId()))).isEmpty();
        assertThat(groups().count(acme())).isEqualTo(2);
    }

    @Test
    void keepsTenantsApart() {
        Group team = group(acme(), "Team", "VIEWER");
        User ada = user(acme(), "ada@example.org");
        User eve = user(globex(), "eve@example.org");
        join(acme(), team, ada);
        Group changed = team.with(change("Other"), LATER);

        assertThat(groups().find(globex(), team.id())).isEmpty();
        assertThat(groups().list(globex(), Optional.empty(), 10)).isEmpty();
        assertThat(groups().members(globex(), team.id(), MemberQuery.ALL, Optional.empty(), 10))
                .isEmpty();
        assertThat(commit(globex(), () -> groups().update(globex(), changed))).isFalse();
        assertThat(commit(globex(), () -> groups().delete(globex(), team.id()))).isFalse();
        assertThat(commit(globex(), () -> groups().removeMember(globex(), team.id(), ada.id())))
                .isFalse();
        assertThatThrownBy(() -> join(globex(), team, eve)).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> join(acme(), team, eve)).isInstanceOf(RuntimeException.class);
        assertThat(groups().countOf(globex(), ada.id())).isZero();
        assertThat(groups().find(acme(), team.id())).contains(team);
        assertThat(groups().members(acme(), team.id(), MemberQuery.ALL, Optional.empty(), 10))
                .hasSize(1);
        assertThat(groups().isNameTaken(globex(), "Team", new GroupId(TestTenants.newId())))
                .isFalse();
    }

    @Test
    void pagesThroughGroupsAndMembers() {
        Group first = group(acme(), "Zebra");
        Group second = group(acme(), "Ant");
        User ada = user(acme(), "ada@example.org");
        User bob = user(acme(), "bob@example.org");
        join(acme(), first, bob);
        join(acme(), first, ada);

        List<Group> page = groups().list(acme(), Optional.empty(), 1);
        List<Member> members = groups().members(acme(), first.id(), MemberQuery.ALL, Optional.empty(), 1);

        assertThat(page).containsExactly(first);
        assertThat(groups().list(acme(), Optional.of(place(first.id().value())), 10))
                .containsExactly(second);
        assertThat(members).containsExactly(new Member(ada.id(), ada.name(), ada.email(), T0));
        assertThat(groups().members(
                                acme(),
                                first.id(),
                                MemberQuery.ALL,
                                Optional.of(place(ada.id().value())),
                                10))
                .containsExactly(new Member(bob.id(), bob.name(), bob.email(), T0));
    }

    @Test
    void findsMembersByTheBeginningOfTheirNameOrAddress() {
        Group team = group(acme(), "Team");
        User ada = user(acme(), "ada@example.org");
        User bob = user(acme(), "bob@example.org");
        User outside = user(acme(), "bobby@example.org");
        join(acme(), team, ada);
        join(acme(), team, bob);

        assertThat(found(team, "BO")).containsExactly(bob.id());
        assertThat(found(team, outside.email())).isEmpty();
        assertThat(found(team, "xample")).isEmpty();
        assertThat(found(team, "%")).isEmpty();
        assertThat(found(team, ada.name().substring(0, 2))).contains(ada.id());
        assertThat(found(team, " ")).containsExactlyInAnyOrder(ada.id(), bob.id());
    }

    private List<UserId> found(Group group, String search) {
        return groups().members(acme(), group.id(), new MemberQuery(Optional.of(search)), Optional.empty(), 10).stream()
                .map(Member::user)
                .toList();
    }

    @Test
    void refusesANameTwice() {
        Group team = group(acme(), "Team");
        Group second = Group.of(new GroupId(TestTenants.newId()), new NewGroup("Team", "", Set.of()), T0);

        assertThat(commit(acme(), () -> groups().add(acme(), second))).isFalse();
        assertThat(groups().isNameTaken(acme(), "Team", second.id())).isTrue();
        assertThat(groups().isNameTaken(acme(), "Team", team.id())).isFalse();
    }

    @Test
    void changesNothingOfAnotherVersion() {
        Group team = group(acme(), "Team", "VIEWER");

        List<Boolean> changed = AtOnce.run(
                8, number -> commit(acme(), () -> groups().update(acme(), team.with(change("Name " + number), LATER))));

        assertThat(changed).containsOnlyOnce(true);
        assertThat(groups().find(acme(), team.id()).orElseThrow().roles()).containsExactly("MEMBER");
    }

    @Test
    void givesItsRolesToThoseWhoAreInIt() {
        Group team = group(acme(), "Team", "ADMIN");
        User ada = user(acme(), "ada@example.org");
        assertThat(join(acme(), team, ada)).isTrue();
        assertThat(join(acme(), team, ada)).isFalse();

        assertThat(groups().countOf(acme(), ada.id())).isEqualTo(1);
        assertThat(stores().roles().holdings(acme(), ada.id()))
                .contains(new Holding(
                        Holding.Kind.GROUP,
                        Optional.of(team.id().value()),
                        Optional.of("Team"),
                        Optional.of("ADMIN"),
                        Optional.empty(),
                        Optional.empty()));
        assertThat(commit(acme(), () -> groups().removeMember(acme(), team.id(), ada.id())))
                .isTrue();
        assertThat(stores().roles().holdings(acme(), ada.id())).containsExactly(Holding.ofRole("VIEWER"));
    }

    @Test
    void keepsARoleThatAGroupHas() {
        var helper = role(acme(), "helper", Permissions.USER_READ);
        Group team = group(acme(), "Team", "helper");

        assertThat(commit(acme(), () -> stores().roles().delete(acme(), helper.id(), Instant.EPOCH)))
                .isFalse();
        assertThat(commit(acme(), () -> groups().delete(acme(), team.id()))).isTrue();
        assertThat(commit(acme(), () -> stores().roles().delete(acme(), helper.id(), Instant.EPOCH)))
                .isTrue();
    }

    @Test
    void losesAUserWhoIsDeleted() {
        Group team = group(acme(), "Team", "ADMIN");
        User ada = user(acme(), "ada@example.org");
        join(acme(), team, ada);

        commit(acme(), () -> stores().users().delete(acme(), ada.id(), ada.version(), T0));

        assertThat(groups().members(acme(), team.id(), MemberQuery.ALL, Optional.empty(), 10))
                .isEmpty();
    }

    private GroupStore groups() {
        return stores().groups();
    }

    private Group group(TenantScope scope, String name, String... roles) {
        Group group = Group.of(new GroupId(TestTenants.newId()), new NewGroup(name, "About", Set.of(roles)), T0);
        if (!commit(scope, () -> groups().add(scope, group))) {
            throw new AssertionError("The store refuses the group " + name + ".");
        }
        return group;
    }

    private boolean join(TenantScope scope, Group group, User user) {
        return commit(scope, () -> groups().addMember(scope, group.id(), user.id(), T0));
    }

    private static GroupChange change(String name) {
        return new GroupChange(Optional.of(name), Optional.of("Changed"), Optional.of(Set.of("MEMBER")));
    }

    private static Position place(UUID id) {
        return new Position("", id);
    }
}
