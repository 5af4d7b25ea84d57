package io.tenancy.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.key.KeyPolicy;
import io.tenancy.core.key.KeyRotation;
import io.tenancy.core.key.SigningKey.State;
import io.tenancy.core.key.SigningKeyStatus;
import io.tenancy.core.key.SigningKeyStore;
import io.tenancy.core.session.Claims;
import io.tenancy.core.session.Tokens;
import io.tenancy.testkit.InMemoryStores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.Test;

/** Keys on their way from next to active to retired, with real keys and an injected clock. */
class KeyRotationTest {
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(11);
    private static final Duration CACHE_AGE = Duration.ofMinutes(5);
    private static final KeyPolicy MONTHLY = new KeyPolicy(Duration.ofDays(30), TOKEN_LIFE, CACHE_AGE);

    private final TestClock clock = new TestClock();
    private final SigningKeyStore store = new InMemoryStores().signingKeys();
    private final KeyRing keys = ring(TokenAlgorithm.ES256);
    private final KeyRotation rotation = new KeyRotation(store, keys, MONTHLY);

    private KeyRing ring(TokenAlgorithm algorithm) {
        return Auth.keyRing(store, TokenFixture.masterKey('a'), algorithm, clock);
    }

    private void start() {
        keys.jwks();
        assertThat(rotation.run(clock.instant())).isEmpty();
    }

    private String kid(State state) {
        return rotation.list().stream()
                .filter(key -> key.state() == state)
                .map(SigningKeyStatus::kid)
                .findAny()
                .orElse("none");
    }

    private void pass(Duration time) {
        clock.advance(time);
        keys.changed();
    }

    @Test
    void publishesANextKeyFromTheStartAndSignsWithItWhenItsTimeHasCome() {
        start();
        String first = kid(State.ACTIVE);
        String next = kid(State.NEXT);
        pass(Duration.ofDays(30).minusMillis(1));
        assertThat(rotation.run(clock.instant())).isEmpty();
        assertThat(keys.jwks()).contains(first, next);

        pass(Duration.ofMillis(1));
        assertThat(rotation.run(clock.instant()))
                .extracting(KeyRotation.Change::action)
                .containsExactly("key.rotated");

        keys.changed();
        assertThat(keys.signer().kid()).isEqualTo(next);
        assertThat(kid(State.RETIRED)).isEqualTo(first);
        assertThat(kid(State.NEXT)).isNotIn(first, next, "none");
        assertThat(keys.jwks()).contains(first, next, kid(State.NEXT));
    }

    @Test
    void keepsARetiredKeyForAsLongAsATokenOfItMayBeShown() {
        start();
        String first = kid(State.ACTIVE);
        pass(Duration.ofDays(30));
        rotation.run(clock.instant());

        pass(MONTHLY.kept());
        rotation.run(clock.instant());
        assertThat(keys.find(first)).isPresent();
        pass(Duration.ofMillis(1));
        rotation.run(clock.instant());

        keys.changed();
        assertThat(keys.find(first)).isEmpty();
        assertThat(keys.jwks()).doesNotContain(first);
    }

    @Test
    void rotatesByHandNoSoonerThanEverybodyCanKnowTheNextKey() {
        start();
        String next = kid(State.NEXT);
        pass(MONTHLY.published().minusMillis(1));
        assertThatThrownBy(() -> rotation.rotate(clock.instant()))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("2026-03-01T12:05:02Z");

        pass(Duration.ofMillis(1));
        rotation.rotate(clock.instant());

        assertThat(kid(State.ACTIVE)).isEqualTo(next);
        assertThatThrownBy(() -> rotation.rotate(clock.instant())).isInstanceOf(Conflict.class);
    }

    @Test
    void neverRotatesByItselfWhereThatIsSaidButKeepsANextKey() {
        KeyRotation byHand = new KeyRotation(store, keys, new KeyPolicy(Duration.ZERO, TOKEN_LIFE, CACHE_AGE));
        keys.jwks();
        byHand.run(clock.instant());
        String first = kid(State.ACTIVE);

        pass(Duration.ofDays(3_650));
        assertThat(byHand.run(clock.instant())).isEmpty();

        assertThat(kid(State.ACTIVE)).isEqualTo(first);
        assertThat(kid(State.NEXT)).isNotEqualTo("none");
    }

    @Test
    void signsWithTheNextKeyAtOnceWhenTheActiveOneIsRevoked() {
        start();
        String first = kid(State.ACTIVE);
        String next = kid(State.NEXT);
        Tokens tokens = Auth.tokens(keys, TokenFixture.SETTINGS, clock);
        Secret stolen = tokens.issue(new TokenFixture().claims("OWNER"));
        assertThat(tokens.verify(stolen)).isPresent();

        rotation.revoke(first, clock.instant());
        keys.changed();

        assertThat(tokens.verify(stolen)).isEmpty();
        assertThat(keys.signer().kid()).isEqualTo(next);
        assertThat(keys.jwks()).doesNotContain(first);
        assertThat(kid(State.NEXT)).isNotIn("none", next);
    }

    @Test
    void makesANewKeyWhenTheOnlyOneIsRevoked() {
        keys.jwks();
        String only = kid(State.ACTIVE);

        rotation.revoke(only, clock.instant());

        assertThat(kid(State.ACTIVE)).isNotIn("none", only);
        assertThatThrownBy(() -> rotation.revoke(only, clock.instant())).isInstanceOf(NotFound.class);
    }

    @Test
    void goesOverToAnotherAlgorithmThroughAPublishedKey() throws Exception {
        start();
        Tokens tokens = Auth.tokens(keys, TokenFixture.SETTINGS, clock);
        Secret old = tokens.issue(new TokenFixture().claims("OWNER"));
        KeyRing rsa = ring(TokenAlgorithm.PS256);
        KeyRotation wanted = new KeyRotation(store, rsa, MONTHLY);

        wanted.run(clock.instant());
        wanted.run(clock.instant());
        assertThat(rsa.signer().algorithm()).isEqualTo(TokenAlgorithm.ES256);
        clock.advance(MONTHLY.published());
        wanted.run(clock.instant());
        rsa.changed();

        assertThat(rsa.signer().algorithm()).isEqualTo(TokenAlgorithm.PS256);
        assertThat(Auth.tokens(rsa, TokenFixture.SETTINGS, clock).verify(old)).isPresent();
        assertThat(JWKSet.parse(rsa.jwks()).getKeys()).hasSize(3).noneMatch(JWK::isPrivate);
    }

    @Test
    void replacesANextKeyThatTheMasterKeyDoesNotOpenAndNeverSignsWithIt() {
        start();
        rotation.revoke(kid(State.NEXT), clock.instant());
        rotation.run(clock.instant());
        String foreign = kid(State.NEXT);
        store.revoke(foreign, clock.instant());
        KeyRing stranger = Auth.keyRing(new InMemoryStores().signingKeys(), TokenFixture.masterKey('b'), clock);
        store.addNext(stranger.make(State.NEXT, clock.instant()));
        String planted = kid(State.NEXT);

        pass(Duration.ofDays(31));
        rotation.run(clock.instant());

        assertThat(rotation.list()).extracting(SigningKeyStatus::kid).doesNotContain(planted);
        pass(MONTHLY.published());
        rotation.run(clock.instant());
        keys.changed();
        assertThat(keys.signer().state()).isEqualTo(State.ACTIVE);
    }

    /** Three nodes issue and verify each other's tokens while the keys rotate under them, again and again. */
    @Test
    void refusesNoTokenWhileKeysRotate() throws Exception {
        start();
        List<Tokens> nodes = new ArrayList<>(List.of(Auth.tokens(keys, TokenFixture.SETTINGS, clock)));
        for (int i = 0; i < 2; i++) {
            nodes.add(Auth.tokens(ring(TokenAlgorithm.ES256), TokenFixture.SETTINGS, clock));
        }
        AtomicBoolean over = new AtomicBoolean();
        AtomicLongArray rounds = new AtomicLongArray(nodes.size());
        Claims claims = lasting(new TokenFixture().claims("OWNER"));
        ExecutorService threads = Executors.newFixedThreadPool(nodes.size());
        try {
            List<Future<Integer>> work = new ArrayList<>();
            for (int i = 0; i < nodes.size(); i++) {
                int node = i;
                Tokens issuer = nodes.get(i);
                Tokens verifier = nodes.get((i + 1) % nodes.size());
                work.add(threads.submit(() -> {
                    int refused = 0;
                    while (!over.get()) {
                        refused += verifier.verify(issuer.issue(claims)).isPresent() ? 0 : 1;
                        rounds.incrementAndGet(node);
                    }
                    return refused;
                }));
            }
            for (int i = 0; i < 20; i++) {
                clock.advance(MONTHLY.published());
                rotation.rotate(clock.instant());
                awaitARoundOfEach(rounds, work);
            }
            over.set(true);
            for (Future<Integer> refused : work) {
                assertThat(refused.get(30, TimeUnit.SECONDS)).isZero();
            }
        } finally {
            over.set(true);
            threads.shutdownNow();
        }
    }

    /** Time passes for everybody: no thread may sleep through more of it than a token lives. */
    private static void awaitARoundOfEach(AtomicLongArray rounds, List<Future<Integer>> work) {
        for (int node = 0; node < rounds.length(); node++) {
            long before = rounds.get(node);
            while (rounds.get(node) == before && !work.get(node).isDone()) {
                Thread.onSpinWait();
            }
        }
    }

    private static Claims lasting(Claims claims) {
        return new Claims(
                claims.id(),
                claims.tenant(),
                claims.bearer(),
                claims.roles(),
                claims.issuedAt(),
                claims.expiresAt().plus(Duration.ofDays(1)));
    }
}
