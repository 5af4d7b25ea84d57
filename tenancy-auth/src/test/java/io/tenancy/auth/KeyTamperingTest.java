package io.tenancy.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.Secret;
import io.tenancy.core.key.SigningKey;
import io.tenancy.core.key.SigningKey.State;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What somebody who can write to the catalogue, and does not have the master key, gains by it. */
class KeyTamperingTest {
    private final TokenFixture fixture = new TokenFixture();
    private final TestKeyStore store = fixture.store;
    private final TestClock clock = fixture.clock;
    private final KeyRing keys = fixture.keys;

    @Test
    void namesTheSettingAndNotTheKeyWhereTheMasterKeyIsAnother() {
        keys.jwks();
        KeyRing stranger = Auth.keyRing(store, TokenFixture.masterKey('b'), clock);

        try (LogRecords log = new LogRecords(KeyRing.class)) {
            assertThatThrownBy(stranger::jwks)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("TENANCY_MASTER_KEY")
                    .hasMessageNotContaining("bbbb");
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("TENANCY_MASTER_KEY")
                    .doesNotContain("bbbb");
        }
        assertThat(store.keys).hasSize(1);
    }

    @Test
    void doesNotTrustThePublicHalfThatTheCatalogueKeeps() {
        Secret token = fixture.tokens.issue(fixture.claims("OWNER"));
        TokenFixture attacker = new TokenFixture();
        attacker.keys.jwks();
        SigningKey kept = store.keys.get(0);
        SigningKey forged = attacker.store.keys.get(0);
        store.replaceFirst(kept.kid(), State.ACTIVE, forged.publicJwk(), kept.encryptedPrivateJwk());

        KeyRing later = Auth.keyRing(store, TokenFixture.masterKey('a'), clock);

        assertThat(later.jwks()).isEqualTo(keys.jwks());
        assertThat(Auth.tokens(later, TokenFixture.SETTINGS, clock).verify(token))
                .isPresent();
    }

    @Test
    void refusesTheCiphertextOfAnotherRow() {
        keys.jwks();
        SigningKey kept = store.keys.get(0);
        store.keys.add(new SigningKey(
                "attacker",
                "ES256",
                State.RETIRED,
                kept.publicJwk(),
                kept.encryptedPrivateJwk(),
                kept.createdAt(),
                kept.since()));

        KeyRing later = Auth.keyRing(store, TokenFixture.masterKey('a'), clock);

        try (LogRecords log = new LogRecords(KeyRing.class)) {
            assertThat(later.find("attacker")).isEmpty();
            assertThat(later.find(kept.kid())).isPresent();
            assertThat(log.lines()).singleElement().asString().contains("attacker");
        }
    }

    @Test
    void refusesAKeyOfAnotherAlgorithmAndEveryAlteredCiphertext() {
        keys.jwks();
        SigningKey kept = store.keys.get(0);
        List<SigningKey> altered = new ArrayList<>();
        altered.add(new SigningKey(
                kept.kid(),
                "HS256",
                State.ACTIVE,
                kept.publicJwk(),
                kept.encryptedPrivateJwk(),
                kept.createdAt(),
                kept.since()));
        for (String text : List.of(
                "",
                "%",
                "AA==",
                "Ag" + kept.encryptedPrivateJwk().substring(2),
                kept.encryptedPrivateJwk().substring(0, 40),
                flipped(kept.encryptedPrivateJwk()))) {
            altered.add(new SigningKey(
                    kept.kid(), "ES256", State.ACTIVE, kept.publicJwk(), text, kept.createdAt(), kept.since()));
        }

        for (SigningKey key : altered) {
            store.keys.set(0, key);
            try (LogRecords log = new LogRecords(KeyRing.class)) {
                assertThatThrownBy(Auth.keyRing(store, TokenFixture.masterKey('a'), clock)::jwks)
                        .isInstanceOf(IllegalStateException.class);
                assertThat(log.lines()).hasSize(1);
            }
        }
    }

    @Test
    void encryptsTheSameKeyDifferentlyEachTime() throws Exception {
        KeyCipher cipher = new KeyCipher(TokenFixture.masterKey('a'), new SecureRandom());

        Set<String> texts = IntStream.range(0, 100)
                .mapToObj(i -> cipher.encrypt("kid", "ES256", "{}"))
                .collect(Collectors.toSet());

        assertThat(texts).hasSize(100);
        assertThat(cipher.decrypt("kid", "ES256", texts.iterator().next())).isEqualTo("{}");
    }

    private static String flipped(String text) {
        char at = text.charAt(60);
        return text.substring(0, 60) + (at == 'A' ? 'B' : 'A') + text.substring(61);
    }
}
