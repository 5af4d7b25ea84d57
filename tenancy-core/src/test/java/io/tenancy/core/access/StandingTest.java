package io.tenancy.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.TenancyException.Denied;
import io.tenancy.core.TenancyException.Unauthenticated;
import io.tenancy.core.apikey.IssuedKey;
import io.tenancy.core.apikey.NewApiKey;
import io.tenancy.core.role.NewRole;
import io.tenancy.core.setting.NewValue;
import io.tenancy.core.support.Entered;
import io.tenancy.core.support.NewVisit;
import io.tenancy.core.support.Visit;
import io.tenancy.core.user.NewUser;
import io.tenancy.core.user.UserChange;
import io.tenancy.core.user.UserId;
import io.tenancy.testkit.InMemoryPlatform;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A caller who came in before, and whose command gets its lock after, somebody has put an end to that. */
final class StandingTest {
    private static final NewUser FRIEND = new NewUser("friend@x.org", "Friend", Set.of("VIEWER"));

    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final Caller owner = platform.owner("acme");
    private final Caller admin = platform.user(owner, "admin@x.org", "ADMIN");

    @Test
    void aUserWhoWasDisabledDoesNothingBehindALock() {
        platform.users.disable(owner, id(admin));

        assertThatThrownBy(() -> platform.invitations.invite(admin, FRIEND))
                .isInstanceOfSatisfying(
                        Unauthenticated.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("token.invalid"));
        assertThatThrownBy(() ->
                        platform.roles.create(admin, new NewRole("own", null, Set.of(Permissions.USER_READ), null)))
                .isInstanceOf(Unauthenticated.class);
    }

    @Test
    void aSessionThatHasEndedDoesNothingBehindALock() {
        platform.sessions.logout(admin);

        assertThatThrownBy(() -> platform.invitations.invite(admin, FRIEND)).isInstanceOf(Unauthenticated.class);
    }

    @Test
    void aUserFromWhomThePermissionWasTakenDoesNothingBehindALock() {
        UserId una = id(platform.user(owner, "una@x.org", "VIEWER"));
        platform.users.update(owner, id(admin), new UserChange(Optional.empty(), Optional.of(Set.of("VIEWER"))));

        assertThatThrownBy(() -> platform.users.disable(admin, una)).isInstanceOf(Denied.class);
    }

    @Test
    void aKeyThatWasRevokedDoesNothingBehindALock() {
        Set<Permission> scopes =
                Set.of(Permissions.TENANT_READ, Permissions.USER_READ, Permissions.USER_WRITE, Permissions.ROLE_ASSIGN);
        IssuedKey issued = platform.apiKeys.createOwn(admin, new NewApiKey("ci", scopes, Optional.empty()));
        Caller program = platform.sessions.authenticate(issued.secret()).orElseThrow();
        platform.invitations.invite(program, new NewUser("first@x.org", "First", Set.of("VIEWER")));
        platform.apiKeys.revokeOwn(admin, issued.key().id());

        assertThatThrownBy(() -> platform.invitations.invite(program, FRIEND)).isInstanceOf(Unauthenticated.class);
    }

    @Test
    void anOperatorWhoWasShownOutDoesNothingBehindALock() {
        Entered entered = platform.support.enter(
                platform.operator(),
                owner.tenant(),
                new NewVisit("Ticket 4711: the export is empty", Optional.empty(), Optional.of(Visit.Access.WRITE)));
        Caller visitor = platform.sessions.authenticate(entered.accessToken()).orElseThrow();
        platform.settings.put(visitor, "locale", new NewValue("de"));
        platform.support.end(owner, entered.visit().id());

        assertThatThrownBy(() -> platform.settings.put(visitor, "locale", new NewValue("en")))
                .isInstanceOf(Unauthenticated.class);
    }

    @Test
    void whoStillStandsGoesOn() {
        assertThat(platform.invitations.invite(admin, FRIEND).email()).isEqualTo("friend@x.org");
    }

    private static UserId id(Caller caller) {
        return new UserId(caller.actor().id());
    }
}
