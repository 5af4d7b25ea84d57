package io.tenancy.core.login;

import static io.tenancy.testkit.InMemoryPlatform.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Unauthenticated;
import io.tenancy.core.access.Caller;
import io.tenancy.core.session.Session;
import io.tenancy.core.session.SessionId;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.user.UserId;
import io.tenancy.testkit.AtOnce;
import io.tenancy.testkit.InMemoryPlatform;
import io.tenancy.testkit.InMemoryStores;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RefreshServiceTest {
    private static final String OWNER = "owner@acme.example.org";

    private final InMemoryPlatform platform = new InMemoryPlatform();
    private final Caller owner = platform.owner("acme");
    private final TenantScope acme = platform.scope(owner);
    private final TokenPair first = platform.login("acme", OWNER);

    @Test
    void exchangesAToken() {
        platform.clock.advance(Duration.ofMinutes(9));

        TokenPair second = refresh(first);

        assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
        assertThat(second.accessToken()).isNotEqualTo(first.accessToken());
        assertThat(platform.sessions.authenticate(second.accessToken())).isPresent();
        platform.clock.advance(Duration.ofMinutes(5));
        assertThat(platform.sessions.authenticate(first.accessToken())).isEmpty();
        assertThat(platform.sessions.authenticate(second.accessToken())).isPresent();
    }

    @Test
    void givesTheSameSuccessorWhileTheGraceLasts() {
        TokenPair second = refresh(first);
        platform.clock.advance(Duration.ofSeconds(9));

        assertThat(refresh(first).refreshToken()).isEqualTo(second.refreshToken());
        assertThat(refresh(second)).isNotNull();
    }

    @Test
    void endsTheSessionWhenATokenIsUsedAgainAfterTheGrace() {
        TokenPair second = refresh(first);
        platform.clock.advance(Duration.ofSeconds(10));

        refused(first.refreshToken());

        refused(second.refreshToken());
        assertThat(platform.sessions.authenticate(second.accessToken())).isEmpty();
        assertThat(platform.actions(owner)).endsWith("session.reuse_detected");
        refused(first.refreshToken());
        assertThat(platform.actions(owner)).containsOnlyOnce("session.reuse_detected");
    }

    @Test
    void endsTheSessionWhenAnOlderTokenIsUsedWithinTheGrace() {
        TokenPair third = refresh(refresh(first));

        refused(first.refreshToken());

        refused(third.refreshToken());
        assertThat(platform.actions(owner)).endsWith("session.reuse_detected");
    }

    @Test
    void changesNothingForAForgedToken() {
        TokenPair second = refresh(first);
        platform.clock.advance(Duration.ofMinutes(1));
        Session before = session();
        List<String> journal = platform.actions(owner);

        for (Secret forged : List.of(
                generation(second, 0),
                generation(second, 2),
                generation(second, 999_999_999),
                generation(first, 1),
                secret(second),
                secret(first),
                new Secret(""),
                new Secret("rt_"),
                new Secret("rt_.0"),
                new Secret(second.refreshToken().reveal() + "0"),
                new Secret(second.refreshToken().reveal().replace(".1", ".01")),
                new Secret(second.refreshToken().reveal().replace(".1", ".-1")),
                new Secret(second.refreshToken().reveal().replace(".1", "")),
                second.accessToken())) {
            refused(forged);
        }

        assertThat(session()).isEqualTo(before);
        assertThat(platform.actions(owner)).isEqualTo(journal);
        assertThat(refresh(second)).isNotNull();
    }

    @Test
    void leavesOneLiveSessionAfterFiftyUsesAtTheSameTime() {
        List<TokenPair> pairs = AtOnce.run(50, number -> refresh(first));

        assertThat(pairs)
                .extracting(TokenPair::refreshToken)
                .containsOnly(pairs.get(0).refreshToken());
        assertThat(session().generation()).isEqualTo(1);
        assertThat(platform.actions(owner)).doesNotContain("session.reuse_detected");
        assertThat(refresh(pairs.get(0))).isNotNull();
    }

    @Test
    void countsEveryUseButOneAsReuseWithoutAGrace() {
        SessionPolicy strict =
                new SessionPolicy(Duration.ofMinutes(10), Duration.ofDays(14), Duration.ofDays(30), Duration.ZERO, 20);
        InMemoryPlatform severe = new InMemoryPlatform(new InMemoryStores(), strict);
        Caller caller = severe.owner("acme");
        TokenPair pair = severe.login("acme", OWNER);
        severe.refreshes.refresh(pair.refreshToken(), CLIENT);

        assertThatThrownBy(() -> severe.refreshes.refresh(pair.refreshToken(), CLIENT))
                .isInstanceOf(Unauthenticated.class);

        assertThat(severe.actions(caller)).endsWith("session.reuse_detected");
    }

    @Test
    void refusesATokenThatWasNotUsedForTooLong() {
        platform.clock.advance(Duration.ofDays(14).minusSeconds(1));
        TokenPair second = refresh(first);
        platform.clock.advance(Duration.ofDays(14));

        refused(second.refreshToken());
    }

    @Test
    void refusesEveryTokenAfterTheLifeOfTheSession() {
        TokenPair pair = first;
        for (int day = 0; day < 29; day++) {
            platform.clock.advance(Duration.ofDays(1));
            pair = refresh(pair);
        }
        platform.clock.advance(Duration.ofDays(1).minusMinutes(5));
        TokenPair last = refresh(pair);
        assertThat(last.expiresIn()).isEqualTo(300);
        platform.clock.advance(Duration.ofMinutes(5));

        refused(last.refreshToken());
        assertThat(platform.sessions.authenticate(last.accessToken())).isEmpty();
    }

    @Test
    void refusesTheTokensOfADisabledUserForEver() {
        Caller bob = platform.user(owner, "bob@x.org", "VIEWER");
        TokenPair pair = platform.login("acme", "bob@x.org");
        UserId id = new UserId(bob.actor().id());

        platform.users.disable(owner, id);
        refused(pair.refreshToken());
        platform.users.enable(owner, id);

        refused(pair.refreshToken());
        assertThat(platform.sessions.authenticate(pair.accessToken())).isEmpty();
    }

    @Test
    void refusesTheTokensOfADeletedUserAndOfAClosedTenant() {
        platform.user(owner, "bob@x.org", "VIEWER");
        TokenPair bobs = platform.login("acme", "bob@x.org");
        UserId bob = platform.stores
                .users()
                .findByEmail(acme, "bob@x.org")
                .orElseThrow()
                .id();
        platform.users.delete(owner, bob);
        refused(bobs.refreshToken());

        Caller operator = platform.operator();
        platform.tenants.suspend(operator, acme.id());
        refused(first.refreshToken());
        platform.tenants.resume(operator, acme.id());
        assertThat(refresh(first)).isNotNull();
    }

    @Test
    void refusesATokenAfterLogout() {
        Caller caller = platform.sessions.authenticate(first.accessToken()).orElseThrow();

        platform.sessions.logout(caller);

        refused(first.refreshToken());
    }

    @Test
    void readsItsTokenInOneSpelling() {
        RefreshToken token = RefreshToken.parse(first.refreshToken()).orElseThrow();

        assertThat(token.tenant()).isEqualTo(acme.id());
        assertThat(token.generation()).isZero();
        assertThat(token.text()).isEqualTo(first.refreshToken());
        assertThat(token.isOf(session(), platform.key)).isTrue();
        assertThat(RefreshToken.of(acme.id(), session(), 1, platform.key).isOf(session(), platform.key))
                .isFalse();
    }

    @Test
    void tellsATokenOfAnyAgeFromAForgedOne() {
        TokenPair pair = first;
        for (int generation = 0; generation < 100; generation++) {
            pair = refresh(pair);
        }

        refused(secret(first));
        assertThat(platform.actions(owner)).doesNotContain("session.reuse_detected");

        refused(first.refreshToken());
        assertThat(platform.actions(owner)).endsWith("session.reuse_detected");
    }

    private TokenPair refresh(TokenPair pair) {
        return platform.refreshes.refresh(pair.refreshToken(), CLIENT);
    }

    private void refused(Secret token) {
        assertThatThrownBy(() -> platform.refreshes.refresh(token, CLIENT))
                .isInstanceOfSatisfying(
                        Unauthenticated.class, e -> assertThat(e.code()).isEqualTo("session.invalid_refresh_token"));
    }

    private Session session() {
        SessionId id = RefreshToken.parse(first.refreshToken()).orElseThrow().session();
        return platform.stores.sessions().find(acme, id).orElseThrow();
    }

    private static Secret generation(TokenPair pair, int generation) {
        String text = pair.refreshToken().reveal();
        return new Secret(text.substring(0, text.lastIndexOf('.') + 1) + generation);
    }

    /** The same token with another secret. */
    private static Secret secret(TokenPair pair) {
        String text = pair.refreshToken().reveal();
        int index = text.lastIndexOf('.') - 5;
        char other = text.charAt(index) == 'A' ? 'B' : 'A';
        return new Secret(text.substring(0, index) + other + text.substring(index + 1));
    }
}
