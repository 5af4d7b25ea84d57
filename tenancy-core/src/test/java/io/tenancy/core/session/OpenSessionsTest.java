package io.tenancy.core.session;

import static io.tenancy.testkit.InMemoryPlatform.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.TenancyException.Denied;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.TenancyException.Unauthenticated;
import io.tenancy.core.access.Caller;
import io.tenancy.core.login.TokenPair;
import io.tenancy.core.policy.OwnPolicy;
import io.tenancy.core.user.UserId;
import io.tenancy.testkit.InMemoryPlatform;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OpenSessionsTest {
    private static final String OWNER = "owner@acme.example.org";
    private static final Client TRAIN = new Client(Optional.of("198.51.100.1"), Optional.of("phone"));

    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final Caller owner = platform.owner("acme");
    private final OpenSessions sessions = platform.openSessions;

    @Test
    void showsTheOwnSessionsWithTheOneUsedLastFirst() {
        TokenPair other = platform.login("acme", OWNER);
        platform.clock.advance(Duration.ofMinutes(5));
        platform.refreshes.refresh(other.refreshToken(), TRAIN);

        List<OpenSession> own = sessions.own(owner);

        assertThat(own).hasSize(2);
        assertThat(own.get(0).current()).isFalse();
        assertThat(own.get(0).device()).contains("phone");
        assertThat(own.get(0).address()).contains("198.51.100.1");
        assertThat(own.get(0).lastUsedAt()).isEqualTo(platform.clock.instant());
        assertThat(own.get(1).current()).isTrue();
        assertThat(own.get(1).device()).isEqualTo(CLIENT.userAgent());
        assertThat(own.get(1).expiresAt()).isEqualTo(own.get(1).createdAt().plus(Duration.ofDays(30)));
    }

    @Test
    void endsOneOfTheOwnSessions() {
        TokenPair other = platform.login("acme", OWNER);
        SessionId id = new SessionId(platform.sessions
                .authenticate(other.accessToken())
                .orElseThrow()
                .credential());

        sessions.endOwn(owner, id);

        assertThat(platform.sessions.authenticate(other.accessToken())).isEmpty();
        assertThatThrownBy(() -> platform.refreshes.refresh(other.refreshToken(), CLIENT))
                .isInstanceOf(Unauthenticated.class);
        assertThat(platform.actions(owner)).endsWith("session.ended");
        assertThatThrownBy(() -> sessions.endOwn(owner, id)).isInstanceOf(NotFound.class);
    }

    @Test
    void endsAllOwnSessionsButThePresentOne() {
        platform.login("acme", OWNER);
        platform.login("acme", OWNER);

        sessions.endOthers(owner);

        assertThat(sessions.own(owner)).extracting(OpenSession::current).containsExactly(true);
        assertThat(platform.actions(owner)).endsWith("session.ended", "session.ended");
        sessions.endOthers(owner);
    }

    @Test
    void endsNoSessionOfSomebodyElseAsOnesOwn() {
        Caller bob = platform.user(owner, "bob@acme.example.org", "VIEWER");

        assertThatThrownBy(() -> sessions.endOwn(bob, new SessionId(owner.credential())))
                .isInstanceOf(NotFound.class);
        assertThat(sessions.own(owner)).hasSize(1);
    }

    @Test
    void letsAnAdministratorSeeAndEndTheSessionsOfAUser() {
        Caller bob = platform.user(owner, "bob@acme.example.org", "VIEWER");
        UserId id = new UserId(bob.actor().id());
        TokenPair pair = platform.login("acme", "bob@acme.example.org");

        assertThat(sessions.of(owner, id)).hasSize(2).noneMatch(OpenSession::current);
        sessions.end(owner, id, new SessionId(bob.credential()));
        assertThat(sessions.of(owner, id)).hasSize(1);
        sessions.endAll(owner, id);

        assertThat(sessions.of(owner, id)).isEmpty();
        assertThat(platform.sessions.authenticate(pair.accessToken())).isEmpty();
        assertThat(platform.actions(owner)).endsWith("session.ended", "session.ended");
    }

    @Test
    void letsNobodyEndTheSessionsOfWhoMayDoMore() {
        Caller admin = platform.user(owner, "admin@acme.example.org", "ADMIN");
        Caller viewer = platform.user(owner, "viewer@acme.example.org", "VIEWER");
        UserId ownerId = new UserId(owner.actor().id());

        assertThatThrownBy(() -> sessions.endAll(admin, ownerId)).isInstanceOf(Denied.class);
        assertThatThrownBy(() -> sessions.end(admin, ownerId, new SessionId(owner.credential())))
                .isInstanceOf(Denied.class);
        assertThatThrownBy(() -> sessions.of(viewer, ownerId)).isInstanceOf(Denied.class);
    }

    @Test
    void knowsNoUserOfAnotherTenantAndNoSessionOfAnotherUser() {
        Caller globex = platform.owner("globex");
        Caller bob = platform.user(owner, "bob@acme.example.org", "VIEWER");
        UserId bobId = new UserId(bob.actor().id());

        assertThatThrownBy(() -> sessions.of(globex, bobId)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> sessions.endAll(globex, bobId)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> sessions.end(owner, bobId, new SessionId(owner.credential())))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void endsTheSessionUsedFirstWhereThereAreTooMany() {
        for (int i = 0; i < 25; i++) {
            platform.clock.advance(Duration.ofSeconds(1));
            platform.login("acme", OWNER);
        }

        assertThat(sessions.own(owner)).hasSize(20);
        assertThat(platform.sessions.authenticate(platform.login("acme", OWNER).accessToken()))
                .isPresent();
        assertThat(platform.actions(owner)).endsWith("session.ended", "session.started");
    }

    @Test
    void heedsATenantThatHasBecomeStricter() {
        TokenPair pair = platform.login("acme", OWNER);
        platform.stores.policies().put(platform.scope(owner), stricter());
        platform.clock.advance(Duration.ofMinutes(31));

        assertThat(sessions.own(owner)).isEmpty();
        assertThatThrownBy(() -> platform.refreshes.refresh(pair.refreshToken(), CLIENT))
                .isInstanceOf(Unauthenticated.class);
        platform.login("acme", OWNER);
        OpenSession fresh = sessions.own(owner).get(0);
        assertThat(Duration.between(fresh.createdAt(), fresh.expiresAt())).isEqualTo(Duration.ofHours(8));
    }

    private static OwnPolicy stricter() {
        return new OwnPolicy(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(1_800L),
                Optional.of(28_800L),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
