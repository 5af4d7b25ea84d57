package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.access.Permissions;
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
        assertThat(standing.roles()).containsExactlyInAnyOrder("VIEWER", "auditor");
        assertThat(standing.permissions())
                .containsAll(BuiltInRole.VIEWER.permissions())
                .contains(Permissions.AUDIT_READ)
                .hasSize(BuiltInRole.VIEWER.permissions().size() + 1);
    }

    @Test
    void tellsAtOnceWhatTheTenantHasSetAboutSecondFactors() {
        Session session = known(user(acme(), "ada@example.org"));

        commit(acme(), () -> {
            stores().policies().put(acme(), REQUIRED);
            return true;
        });

        assertThat(standings().find(acme(), session.id()).orElseThrow().mfa()).contains(MfaPolicy.REQUIRED);
        Session other = session(globex(), user(globex(), "ada@example.org"));
        assertThat(standings().find(globex(), other.id()).orElseThrow().mfa()).isEmpty();
    }

    private static final OwnPolicy REQUIRED = new OwnPolicy(
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
                        && standing.get().roles().equals(Set.of("ADMIN"))
                        && standing.get().permissions().equals(BuiltInRole.ADMIN.permissions()));
    }

    @Test
    void learnsOfAChangedRole() {
        Role auditor = role(acme(), "auditor", Permissions.AUDIT_READ);
        Session session = known(user(acme(), "ada@example.org", "Ada", Status.ACTIVE, "auditor"));
        RoleChange change = new RoleChange(Optional.empty(), Optional.of(Set.of(Permissions.ROLE_READ)));

        commit(acme(), () -> stores().roles().update(acme(), auditor.with(change, T0)));

        becomes(
                session,
                standing -> standing.isPresent() && standing.get().permissions().equals(Set.of(Permissions.ROLE_READ)));
    }

    private Standings standings() {
        return stores().standings();
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
