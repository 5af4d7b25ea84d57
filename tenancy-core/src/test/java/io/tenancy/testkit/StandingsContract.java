package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.access.Permission;
import io.tenancy.core.access.Permissions;
import io.tenancy.core.grant.Grant;
import io.tenancy.core.grant.GrantId;
import io.tenancy.core.group.Group;
import io.tenancy.core.group.GroupId;
import io.tenancy.core.group.NewGroup;
import io.tenancy.core.policy.MfaPolicy;
import io.tenancy.core.policy.OwnPolicy;
import io.tenancy.core.role.BuiltInRole;
import io.tenancy.core.role.Role;
import io.tenancy.core.role.RoleChange;
import io.tenancy.core.session.Session;
import io.tenancy.core.session.SessionId;
import io.tenancy.core.session.Standing;
import io.tenancy.core.session.Standings;
import io.tenancy.core.user.User;
import io.tenancy.core.user.User.Status;
import io.tenancy.core.user.UserChange;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What all {@link Standings} do, also those that remember answers for a while. */
public abstract class StandingsContract extends StoreContract {
    private static final Duration STALE_FOR = Duration.ofSeconds(2);

    @Test
    void tellsTheRolesAndWhatTheyAllow() {
        role(acme(), "auditor", Permissions.AUDIT_READ);
        role(acme(), "other", Permissions.ROLE_WRITE);
        User ada = user(acme(), "ada@example.org", "Ada", Status.ACTIVE, "VIEWER", "auditor");
        Session session = session(acme(), ada);

        Standing standing = standings().find(acme(), session.id()).orElseThrow();

        assertThat(standing.user()).isEqualTo(ada.id());
        assertThat(standing.roles().all()).containsExactlyInAnyOrder("VIEWER", "auditor");
        assertThat(standing.permissions().all())
                .containsAll(BuiltInRole.VIEWER.permissions())
                .contains(Permissions.AUDIT_READ)
                .hasSize(BuiltInRole.VIEWER.permissions().size() + 1);
    }

    @Test
    void tellsWhatIsInheritedGrantedAndOfGroupsAndWhenItEnds() {
        Role base = role(acme(), "base", Permissions.AUDIT_READ);
        Role heir = role(acme(), "heir", Permissions.ROLE_READ);
        RoleChange inherits =
                new RoleChange(Optional.empty(), Optional.empty(), Optional.of(Set.of(base.name(), "VIEWER")));
        commit(acme(), () -> stores().roles().update(acme(), heir.with(inherits, T0)));
        User ada = user(acme(), "ada@example.org", "Ada", Status.ACTIVE, "MEMBER");
        Instant end = T0.plusSeconds(60);
        grant(ada, Optional.of("heir"), Optional.empty(), end);
        grant(ada, Optional.empty(), Optional.of(Permissions.SETTING_WRITE), end.plusSeconds(1));
        Group team = Group.of(new GroupId(TestTenants.newId()), new NewGroup("Team", "", Set.of("base")), T0);
        commit(acme(), () -> stores().groups().add(acme(), team));
        Session session = session(acme(), ada);
        Standing before = standings().find(acme(), session.id()).orElseThrow();
        assertThat(before.roles().lasting()).containsExactly("MEMBER");
        assertThat(before.roles().ending()).containsOnlyKeys("heir", "base", "VIEWER");
        assertThat(before.permissions().end(Permissions.AUDIT_READ)).contains(end);
        assertThat(before.permissions().end(Permissions.SETTING_WRITE)).contains(end.plusSeconds(1));
        assertThat(before.permissions().lasting()).isEqualTo(BuiltInRole.MEMBER.permissions());

        commit(acme(), () -> stores().groups().addMember(acme(), team.id(), ada.id(), T0));

        becomes(
                session,
                standing -> standing.isPresent()
                        && standing.get().permissions().lasting().contains(Permissions.AUDIT_READ)
                        && standing.get().at(end).roles().all().equals(Set.of("MEMBER", "base"))
                        && standing.get().at(end).permissions().all().contains(Permissions.SETTING_WRITE)
                        && standing.get()
                                .at(end.plusSeconds(1))
                                .permissions()
                                .ending()
                                .isEmpty());
    }

    @Test
    void tellsAtOnceWhatTheTenantHasSetAboutSecondFactors() {
        Session session = known(user(acme(), "ada@example.org"));

        commit(acme(), () -> {
            stores().policies().put(acme(), REQUIRED);
            return true;
        });

        assertThat(standings().find(acme(), session.id()).orElseThrow().proofs().mfa())
                .contains(MfaPolicy.REQUIRED);
        Session other = session(globex(), user(globex(), "ada@example.org"));
        assertThat(standings().find(globex(), other.id()).orElseThrow().proofs().mfa())
                .isEmpty();
    }

    @Test
    void tellsAtOnceWhetherTheUserHasASecondFactor() {
        User ada = user(acme(), "ada@example.org");
        Session session = known(ada);
        assertThat(standings().find(acme(), session.id()).orElseThrow().proofs().hasFactor())
                .isFalse();

        commit(acme(), () -> {
            stores().factors().putPending(acme(), ada.id(), "key");
            return stores().factors().confirm(acme(), ada.id(), "key", 1, T0);
        });

        assertThat(standings().find(acme(), session.id()).orElseThrow().proofs().hasFactor())
                .isTrue();
        commit(acme(), () -> stores().factors().remove(acme(), ada.id()));
        assertThat(standings().find(acme(), session.id()).orElseThrow().proofs().hasFactor())
                .isFalse();
    }

    private static final OwnPolicy REQUIRED = new OwnPolicy(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(MfaPolicy.REQUIRED),
            Optional.empty(),
            Optional.empty());

    @Test
    void keepsTenantsApart() {
        Session session = session(acme(), user(acme(), "ada@example.org"));

        assertThat(standings().find(globex(), session.id())).isEmpty();
        assertThat(standings().find(acme(), session.id())).isPresent();
        assertThat(standings().find(globex(), session.id())).isEmpty();
    }

    @Test
    void tellsNothingOfASessionThatNeverWas() {
        assertThat(standings().find(acme(), new SessionId(TestTenants.newId()))).isEmpty();
    }

    @Test
    void tellsNothingOfUsersWhoAreNotActive() {
        User invited = user(acme(), "ada@example.org", "Ada", Status.INVITED, "VIEWER");
        User disabled = user(acme(), "bob@example.org", "Bob", Status.DISABLED, "VIEWER");

        assertThat(standings().find(acme(), session(acme(), invited).id())).isEmpty();
        assertThat(standings().find(acme(), session(acme(), disabled).id())).isEmpty();
    }

    @Test
    void forgetsARevokedSession() {
        Session session = known(user(acme(), "ada@example.org"));

        commit(acme(), () -> stores().sessions().revoke(acme(), session.id(), T0));

        becomes(session, Optional::isEmpty);
    }

    @Test
    void forgetsADisabledUser() {
        User ada = user(acme(), "ada@example.org");
        Session session = known(ada);

        commit(acme(), () -> stores().users().update(acme(), ada.in(Status.DISABLED, T0)));

        becomes(session, Optional::isEmpty);
    }

    @Test
    void forgetsADeletedUser() {
        User ada = user(acme(), "ada@example.org");
        Session session = known(ada);

        commit(acme(), () -> stores().users().delete(acme(), ada.id(), ada.version(), T0));

        becomes(session, Optional::isEmpty);
    }

    @Test
    void learnsOfAGivenAndATakenRole() {
        User ada = user(acme(), "ada@example.org");
        Session session = known(ada);
        UserChange change = new UserChange(Optional.empty(), Optional.of(Set.of("ADMIN")));

        commit(acme(), () -> stores().users().update(acme(), ada.with(change, T0)));

        becomes(
                session,
                standing -> standing.isPresent()
                        && standing.get().roles().all().equals(Set.of("ADMIN"))
                        && standing.get().permissions().all().equals(BuiltInRole.ADMIN.permissions()));
    }

    @Test
    void learnsOfAChangedRole() {
        Role auditor = role(acme(), "auditor", Permissions.AUDIT_READ);
        Session session = known(user(acme(), "ada@example.org", "Ada", Status.ACTIVE, "auditor"));
        RoleChange change =
                new RoleChange(Optional.empty(), Optional.of(Set.of(Permissions.ROLE_READ)), Optional.empty());

        commit(acme(), () -> stores().roles().update(acme(), auditor.with(change, T0)));

        becomes(
                session,
                standing -> standing.isPresent()
                        && standing.get().permissions().all().equals(Set.of(Permissions.ROLE_READ)));
    }

    private Standings standings() {
        return stores().standings();
    }

    private void grant(User user, Optional<String> role, Optional<Permission> permission, Instant end) {
        Grant grant = new Grant(new GrantId(TestTenants.newId()), user.id(), role, permission, Optional.of(end), T0);
        commit(acme(), () -> stores().grants().add(acme(), grant));
    }

    /** A session that the standings have been asked for, so that they may remember it. */
    private Session known(User user) {
        Session session = session(acme(), user);
        assertThat(standings().find(acme(), session.id())).isPresent();
        return session;
    }

    private void becomes(Session session, Predicate<Optional<Standing>> expected) {
        Eventually.within(STALE_FOR, () -> standings().find(acme(), session.id()), expected);
    }
}
