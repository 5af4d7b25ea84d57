package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.access.Assurance;
import io.tenancy.core.access.Assurance.Method;
import io.tenancy.core.session.Client;
import io.tenancy.core.session.Session;
import io.tenancy.core.session.SessionId;
import io.tenancy.core.session.SessionStore;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.User;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link SessionStore} does. */
public abstract class SessionStoreContract extends StoreContract {
    private static final Client HOME = new Client(Optional.of("198.51.100.1"), Optional.empty());

    private static final Instant LATER = T0.plusSeconds(60);

    @Test
    void findsWhatWasAdded() {
        User ada = user(acme(), "ada@example.org");
        Session session = session(acme(), ada);
        Session blank = new Session(
                new SessionId(TestTenants.newId()),
                ada.id(),
                0,
                seed('1'),
                T0,
                T0,
                LATER,
                Optional.empty(),
                new Assurance(Set.of(Method.PASSWORD, Method.TOTP), LATER),
                new Client(Optional.empty(), Optional.empty()));
        commit(acme(), () -> sessions().add(acme(), blank));

        assertThat(sessions().find(acme(), session.id())).contains(session);
        assertThat(sessions().find(acme(), blank.id())).contains(blank);
        assertThat(sessions().find(acme(), new SessionId(TestTenants.newId()))).isEmpty();
    }

    @Test
    void notesThatItsUserHasProvedAnewWhoTheyAre() {
        Session session = session(acme(), user(acme(), "ada@example.org"));
        Assurance renewed = new Assurance(Set.of(Method.PASSWORD, Method.TOTP), LATER);

        commit(globex(), () -> sessions().reassure(globex(), session.id(), renewed));
        assertThat(sessions().find(acme(), session.id())).contains(session);
        commit(acme(), () -> sessions().reassure(acme(), session.id(), renewed));

        assertThat(sessions().find(acme(), session.id())).contains(session.with(renewed));
    }

    @Test
    void keepsTenantsApart() {
        User ada = user(acme(), "ada@example.org");
        Session session = session(acme(), ada);

        assertThat(sessions().find(globex(), session.id())).isEmpty();
        assertThat(sessions().rotate(globex(), session.id(), 0, LATER, HOME)).isFalse();
        assertThat(revoke(globex(), session.id())).isFalse();
        commit(globex(), () -> sessions().revokeAll(globex(), ada.id(), Optional.empty(), LATER));
        commit(globex(), () -> sessions().prune(globex(), ada.id(), LATER.plus(Duration.ofDays(99))));
        assertThatThrownBy(() -> commit(globex(), () -> sessions().add(globex(), newSession(ada.id(), T0))))
                .isInstanceOf(RuntimeException.class);

        assertThat(sessions().find(acme(), session.id())).contains(session);
    }

    @Test
    void rotatesOneGenerationAfterTheOther() {
        Session session = session(acme(), user(acme(), "ada@example.org"));

        assertThat(sessions().rotate(acme(), session.id(), 0, LATER, HOME)).isTrue();

        Session rotated = sessions().find(acme(), session.id()).orElseThrow();
        assertThat(rotated.generation()).isEqualTo(1);
        assertThat(rotated.seed()).isEqualTo(session.seed());
        assertThat(rotated.refreshedAt()).isEqualTo(LATER);
        assertThat(rotated.createdAt()).isEqualTo(T0);
        assertThat(rotated.expiresAt()).isEqualTo(session.expiresAt());
        assertThat(sessions().rotate(acme(), session.id(), 1, LATER, HOME)).isTrue();
    }

    @Test
    void rotatesNoGenerationButThePresentOne() {
        Session session = session(acme(), user(acme(), "ada@example.org"));
        sessions().rotate(acme(), session.id(), 0, LATER, HOME);
        Session present = sessions().find(acme(), session.id()).orElseThrow();

        assertThat(sessions().rotate(acme(), session.id(), 0, LATER, HOME)).isFalse();
        assertThat(sessions().rotate(acme(), session.id(), 2, LATER, HOME)).isFalse();
        assertThat(sessions().rotate(acme(), new SessionId(TestTenants.newId()), 0, LATER, HOME))
                .isFalse();
        assertThat(sessions().find(acme(), session.id())).contains(present);
    }

    @Test
    void letsOneOfManyRotateAtTheSameTime() {
        Session session = session(acme(), user(acme(), "ada@example.org"));

        List<Boolean> rotated = AtOnce.run(16, number -> sessions().rotate(acme(), session.id(), 0, LATER, HOME));

        assertThat(rotated).containsOnlyOnce(true);
        Session present = sessions().find(acme(), session.id()).orElseThrow();
        assertThat(present.generation()).isEqualTo(1);
    }

    @Test
    void rotatesNoRevokedSession() {
        Session session = session(acme(), user(acme(), "ada@example.org"));
        revoke(acme(), session.id());

        assertThat(sessions().rotate(acme(), session.id(), 0, LATER, HOME)).isFalse();
    }

    @Test
    void endsASessionOnceAndKeepsWhen() {
        Session session = session(acme(), user(acme(), "ada@example.org"));

        assertThat(revoke(acme(), session.id())).isTrue();
        assertThat(commit(acme(), () -> sessions().revoke(acme(), session.id(), LATER.plusSeconds(5))))
                .isFalse();
        assertThat(revoke(acme(), new SessionId(TestTenants.newId()))).isFalse();

        assertThat(sessions().find(acme(), session.id()).orElseThrow().revokedAt())
                .contains(LATER);
    }

    @Test
    void isEndedByOneOfManyAtTheSameTime() {
        Session session = session(acme(), user(acme(), "ada@example.org"));

        assertThat(AtOnce.run(16, number -> revoke(acme(), session.id()))).containsOnlyOnce(true);
    }

    @Test
    void endsEverySessionOfAUserAndOfNobodyElse() {
        User ada = user(acme(), "ada@example.org");
        User bob = user(acme(), "bob@example.org");
        Session first = session(acme(), ada);
        Session second = session(acme(), ada);
        Session bobs = session(acme(), bob);

        commit(acme(), () -> sessions().revokeAll(acme(), ada.id(), Optional.empty(), LATER));

        assertThat(isRevoked(first)).isTrue();
        assertThat(isRevoked(second)).isTrue();
        assertThat(isRevoked(bobs)).isFalse();
    }

    @Test
    void endsEverySessionOfAUserButOne() {
        User ada = user(acme(), "ada@example.org");
        Session kept = session(acme(), ada);
        Session ended = session(acme(), ada);
        Session endedBefore = session(acme(), ada);
        revoke(acme(), endedBefore.id());

        commit(acme(), () -> sessions().revokeAll(acme(), ada.id(), Optional.of(kept.id()), LATER.plusSeconds(9)));

        assertThat(isRevoked(kept)).isFalse();
        assertThat(isRevoked(ended)).isTrue();
        assertThat(sessions().find(acme(), endedBefore.id()).orElseThrow().revokedAt())
                .contains(LATER);
    }

    @Test
    void removesWhatEndedLongAgoAndNothingElse() {
        User ada = user(acme(), "ada@example.org");
        User bob = user(acme(), "bob@example.org");
        Session live = session(acme(), ada);
        Session revoked = session(acme(), ada);
        revoke(acme(), revoked.id());
        Session expired = newSession(ada.id(), T0.minus(Duration.ofDays(60)));
        Session bobs = newSession(bob.id(), T0.minus(Duration.ofDays(60)));
        commit(acme(), () -> {
            sessions().add(acme(), expired);
            sessions().add(acme(), bobs);
        });

        commit(acme(), () -> sessions().prune(acme(), ada.id(), T0));
        assertThat(sessions().find(acme(), live.id())).contains(live);
        assertThat(sessions().find(acme(), revoked.id())).isPresent();
        assertThat(sessions().find(acme(), expired.id())).isEmpty();

        Session unused = session(acme(), ada);
        sessions().rotate(acme(), live.id(), 0, LATER.plusSeconds(2), HOME);
        commit(acme(), () -> sessions().prune(acme(), ada.id(), LATER.plusSeconds(1)));
        assertThat(sessions().find(acme(), live.id())).isPresent();
        assertThat(sessions().find(acme(), unused.id())).isEmpty();
        assertThat(sessions().find(acme(), revoked.id())).isEmpty();
        assertThat(sessions().find(acme(), bobs.id())).contains(bobs);
    }

    private SessionStore sessions() {
        return stores().sessions();
    }

    private boolean revoke(TenantScope scope, SessionId id) {
        return commit(scope, () -> sessions().revoke(scope, id, LATER));
    }

    private boolean isRevoked(Session session) {
        return sessions().find(acme(), session.id()).orElseThrow().revokedAt().isPresent();
    }

    @Test
    void remembersFromWhereASessionWasUsedLast() {
        Session session = session(acme(), user(acme(), "ada@example.org"));

        sessions().rotate(acme(), session.id(), 0, LATER, HOME);

        assertThat(sessions().find(acme(), session.id()).orElseThrow().client())
                .isEqualTo(new Client(HOME.address(), session.client().userAgent()));
    }

    @Test
    void listsTheOpenSessionsOfAUserFromTheLastUsedOneOn() {
        User ada = user(acme(), "ada@example.org");
        Session first = session(acme(), ada);
        Session second = session(acme(), ada);
        Session ended = session(acme(), ada);
        session(acme(), user(acme(), "bob@example.org"));
        sessions().rotate(acme(), first.id(), 0, LATER, HOME);
        sessions().revoke(acme(), ended.id(), LATER);

        assertThat(sessions().open(acme(), ada.id())).extracting(Session::id).containsExactly(first.id(), second.id());
        assertThat(sessions().open(globex(), ada.id())).isEmpty();
    }
}
