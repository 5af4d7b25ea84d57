package io.tenancy.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.tenancy.core.Secret;
import io.tenancy.core.key.SigningKey;
import io.tenancy.core.key.SigningKey.State;
import io.tenancy.core.session.Claims;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyRingTest {
    private final TokenFixture fixture = new TokenFixture();
    private final TestKeyStore store = fixture.store;
    private final TestClock clock = fixture.clock;
    private final KeyRing keys = fixture.keys;

    @Test
    void makesTheFirstKeyWhereThereIsNone() throws Exception {
        JWKSet shown = JWKSet.parse(keys.jwks());

        assertThat(store.keys).singleElement().satisfies(key -> {
            assertThat(key.state()).isEqualTo(State.ACTIVE);
            assertThat(key.algorithm()).isEqualTo("ES256");
            assertThat(key.createdAt()).isEqualTo(clock.instant());
            assertThat(shown.getKeys()).containsExactly(JWK.parse(key.publicJwk()));
        });
    }

    @Test
    void showsPublicHalvesOnlyEachWithNameUseAndAlgorithm() throws Exception {
        assertThat(keys.jwks()).doesNotContain("\"d\"");

        assertThat(JWKSet.parse(keys.jwks()).getKeys()).singleElement().satisfies(key -> {
            assertThat(key).isInstanceOf(ECKey.class);
            assertThat(key.isPrivate()).isFalse();
            assertThat(key.getKeyID())
                    .isEqualTo(key.computeThumbprint("SHA-256").toString());
            assertThat(key.getKeyUse().identifier()).isEqualTo("sig");
            assertThat(key.getAlgorithm().getName()).isEqualTo("ES256");
        });
    }

    @Test
    void keepsNothingOfThePrivateHalfInTheClear() {
        keys.jwks();

        SigningKey kept = store.keys.get(0);
        assertThat(kept.publicJwk()).doesNotContain("\"d\"");
        assertThat(kept.encryptedPrivateJwk()).matches("[A-Za-z0-9+/]+=*");
        assertThat(keys.signer().toString())
                .doesNotContain(TokenFixture.encode(keys.signer().privateKey().getEncoded()));
    }

    @Test
    void givesTwoNodesThatStartTogetherTheSameKey() throws Exception {
        for (int round = 0; round < 20; round++) {
            TestKeyStore shared = new TestKeyStore();
            CyclicBarrier start = new CyclicBarrier(4);

            List<String> names = together(4, () -> {
                KeyRing node = Auth.keyRing(shared, TokenFixture.masterKey('a'), clock);
                start.await();
                return node.signer().kid();
            });

            assertThat(Set.copyOf(names)).hasSize(1);
            assertThat(shared.keys).hasSize(1);
        }
    }

    @Test
    void verifiesTokensOfAnotherNode() {
        TokenFixture other = new TokenFixture();
        keys.jwks();
        other.store.keys.addAll(store.keys);

        Claims claims = fixture.claims("OWNER");
        assertThat(other.tokens.verify(fixture.tokens.issue(claims))).contains(claims);
    }

    @Test
    void verifiesWithNextActiveAndRetiredKeysAndSignsWithTheActiveOne() throws Exception {
        Secret token = fixture.tokens.issue(fixture.claims("OWNER"));
        for (State state : List.of(State.NEXT, State.RETIRED)) {
            SigningKey old = store.keys.get(0);
            store.replaceFirst(old.kid(), state, old.publicJwk(), old.encryptedPrivateJwk());
            KeyRing later = Auth.keyRing(store, TokenFixture.masterKey('a'), clock);

            assertThat(Auth.tokens(later, TokenFixture.SETTINGS, clock).verify(token))
                    .isPresent();
            assertThat(later.signer().kid()).isNotEqualTo(old.kid());
            assertThat(JWKSet.parse(later.jwks()).getKeys()).hasSize(2);
        }
    }

    @Test
    void learnsOfNewKeysAndForgetsRemovedOnesWithinTheBound() {
        Secret token = fixture.tokens.issue(fixture.claims("OWNER"));
        String old = keys.signer().kid();
        store.keys.clear();
        TokenFixture other = new TokenFixture();
        other.keys.jwks();
        store.keys.addAll(other.store.keys);

        assertThat(fixture.tokens.verify(token)).isPresent();
        clock.advance(KeyRing.STALENESS);

        assertThat(fixture.tokens.verify(token)).isEmpty();
        assertThat(keys.signer().kid()).isNotEqualTo(old);
        assertThat(fixture.tokens.verify(other.tokens.issue(fixture.claims("OWNER"))))
                .isPresent();
    }

    @Test
    void forgetsAtOnceWhatHasChangedAlsoWhereTheChangeComesWhileItReads() {
        String old = keys.signer().kid();
        store.beforeRead = () -> {
            store.beforeRead = () -> {};
            store.keys.clear();
            keys.changed();
        };
        keys.changed();

        keys.jwks();

        assertThat(keys.find(old)).isEmpty();
    }

    @Test
    void opensAKeyOnceForAsLongAsItsRowIsTheSame() {
        UsableKey first = keys.signer();

        keys.changed();

        assertThat(keys.signer().verifying()).isSameAs(first.verifying());
    }

    @Test
    void readsTheStoreOnceForAFloodOfUnknownNames() throws Exception {
        keys.jwks();
        clock.advance(KeyRing.STALENESS);
        int before = store.reads.get();

        together(
                8,
                () -> IntStream.range(0, 1_000)
                        .filter(i -> keys.find("bogus " + i).isPresent())
                        .count());

        assertThat(store.reads.get() - before).isEqualTo(1);
    }

    @Test
    void letsReadersGoOnWhileOneReadsTheStore() throws Exception {
        String kid = keys.signer().kid();
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        store.beforeRead = () -> {
            reading.countDown();
            await(mayEnd);
        };
        clock.advance(KeyRing.STALENESS);

        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<Boolean> reader = threads.submit(() -> keys.find(kid).isPresent());
            await(reading);
            assertThat(keys.find(kid)).isPresent();
            assertThat(keys.find("bogus")).isEmpty();
            mayEnd.countDown();
            assertThat(reader.get(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            mayEnd.countDown();
            threads.shutdownNow();
        }
    }

    @Test
    void goesOnWithWhatItKnowsWhileTheStoreFailsAndAsksNoOftener() {
        String kid = keys.signer().kid();
        store.beforeRead = () -> {
            throw new IllegalStateException("no database");
        };
        clock.advance(KeyRing.STALENESS);
        int before = store.reads.get();

        try (LogRecords log = new LogRecords(KeyRing.class)) {
            assertThat(keys.find(kid)).isPresent();
            assertThat(keys.find(kid)).isPresent();
            assertThat(log.lines()).singleElement().asString().contains("cannot be read");
        }
        assertThat(store.reads.get() - before).isEqualTo(1);
    }

    @Test
    void isUnimpressedByAClockThatWasSetBack() {
        keys.jwks();
        int before = store.reads.get();

        clock.advance(Duration.ofDays(-1));
        keys.jwks();
        keys.jwks();

        assertThat(store.reads.get() - before).isEqualTo(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Nothing came within 10 seconds.");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> List<T> together(int threads, Callable<T> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> result : pool.invokeAll(Collections.nCopies(threads, work))) {
                results.add(result.get(10, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
