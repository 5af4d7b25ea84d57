package io.tenancy.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Denied;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Assurance;
import io.tenancy.core.access.Assurance.Method;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Permissions;
import io.tenancy.core.login.TokenPair;
import io.tenancy.core.role.BuiltInRole;
import io.tenancy.core.user.UserChange;
import io.tenancy.core.user.UserId;
import io.tenancy.testkit.InMemoryPlatform;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SessionServiceTest {
    private static final String OWNER = "owner@acme.example.org";

    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final Caller owner = platform.owner("acme");
    private final TokenPair pair = platform.login("acme", OWNER);

    @Test
    void knowsTheCallerBehindAToken() {
        Caller caller = authenticate().orElseThrow();

        assertThat(caller.tenant()).isEqualTo(owner.tenant());
        assertThat(caller.actor()).isEqualTo(owner.actor());
        assertThat(caller.actor().kind()).isEqualTo(Actor.Kind.USER);
        assertThat(caller.permissions()).isEqualTo(BuiltInRole.OWNER.permissions());
        assertThat(platform.operator().actor().kind()).isEqualTo(Actor.Kind.OPERATOR);
    }

    @Test
    void knowsNobodyBehindAnUnknownOrExpiredToken() {
        assertThat(platform.sessions.authenticate(new Secret("unknown"))).isEmpty();

        platform.clock.advance(Duration.ofMinutes(10));
        assertThat(authenticate()).isEmpty();
    }

    @Test
    void believesNoTokenOfAnotherTenantOrUser() {
        Caller globex = platform.owner("globex");
        UserId user = new UserId(owner.actor().id());
        SessionId session = new SessionId(authenticate().orElseThrow().credential());
        Instant now = platform.clock.instant();
        Assurance assurance = Assurance.of(Method.PASSWORD, now);
        Claims foreign = new Claims(
                platform.ids.get(),
                globex.tenant(),
                new Bearer.Person(user, session, assurance),
                Set.of("OWNER"),
                now,
                now.plusSeconds(60));
        Claims other = new Claims(
                platform.ids.get(),
                owner.tenant(),
                new Bearer.Person(new UserId(globex.actor().id()), session, assurance),
                Set.of("OWNER"),
                now,
                now.plusSeconds(60));

        assertThat(platform.sessions.authenticate(platform.tokens.issue(foreign)))
                .isEmpty();
        assertThat(platform.sessions.authenticate(platform.tokens.issue(other))).isEmpty();
    }

    @Test
    void asksAnewWhatTheRolesAllow() {
        platform.user(owner, "bob@x.org", "ADMIN");
        TokenPair bobs = platform.login("acme", "bob@x.org");
        Caller bob = platform.sessions.authenticate(bobs.accessToken()).orElseThrow();

        platform.users.update(
                owner, new UserId(bob.actor().id()), new UserChange(Optional.empty(), Optional.of(Set.of("VIEWER"))));

        Caller demoted = platform.sessions.authenticate(bobs.accessToken()).orElseThrow();
        assertThat(demoted.permissions()).isEqualTo(BuiltInRole.VIEWER.permissions());
        assertThat(demoted.may(Permissions.USER_WRITE)).isFalse();
    }

    @Test
    void endsASessionOnce() {
        Caller caller = authenticate().orElseThrow();

        platform.sessions.logout(caller);
        platform.sessions.logout(caller);

        assertThat(authenticate()).isEmpty();
        assertThat(platform.actions(owner)).containsOnlyOnce("session.ended");
        assertThat(platform.sessions.authenticate(platform.login("acme", OWNER).accessToken()))
                .isPresent();
    }

    @Test
    void saysThatATenantIsSuspendedAndNothingOfADeletedOne() {
        Caller operator = platform.operator();

        platform.tenants.suspend(operator, owner.tenant());
        assertThatThrownBy(this::authenticate)
                .isInstanceOfSatisfying(Denied.class, e -> assertThat(e.code()).isEqualTo("tenant.suspended"));

        platform.tenants.delete(operator, owner.tenant());
        assertThat(authenticate()).isEmpty();

        platform.tenants.restore(operator, owner.tenant());
        platform.tenants.resume(operator, owner.tenant());
        assertThat(authenticate()).isPresent();
    }

    @Test
    void tellsEverybodyWhoTheyAre() {
        Caller viewer = platform.user(owner, "bob@x.org", "VIEWER");

        assertThat(platform.profiles.get(viewer).user().email()).isEqualTo("bob@x.org");
        assertThat(platform.profiles.get(viewer).tenant().slug()).isEqualTo("acme");
        assertThat(platform.profiles.get(viewer).permissions()).isEqualTo(BuiltInRole.VIEWER.permissions());
    }

    @Test
    void cutsWhatAClientSaysOfItself() {
        Client client = new Client(Optional.of("a\0b\u0085"), Optional.of("x".repeat(299) + "😀😀"));

        assertThat(client.address()).contains("a?b?");
        assertThat(client.userAgent()).contains("x".repeat(299) + "?");
    }

    private Optional<Caller> authenticate() {
        return platform.sessions.authenticate(pair.accessToken());
    }
}
