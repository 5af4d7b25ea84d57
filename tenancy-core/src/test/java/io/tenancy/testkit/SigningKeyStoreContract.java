package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.key.SigningKey;
import io.tenancy.core.key.SigningKey.State;
import io.tenancy.core.key.SigningKeyStore;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link SigningKeyStore} does. The store may have keys already, as a deployment's has. */
public abstract class SigningKeyStoreContract extends StoreContract {
    private static final Instant T1 = T0.plusSeconds(600);

    @Test
    void keepsTheFirstActiveKeyAndNoOther() {
        boolean empty = keys().list().isEmpty();
        SigningKey first = key("first");
        SigningKey second = key("second");

        assertThat(keys().addFirst(first)).isEqualTo(empty);
        List<SigningKey> kept = keys().list();
        assertThat(keys().addFirst(second)).isFalse();

        assertThat(keys().list()).isEqualTo(kept);
        assertThat(kept.contains(first)).isEqualTo(empty);
        assertThat(kept).filteredOn(key -> key.state() == State.ACTIVE).hasSize(1);
    }

    @Test
    void letsOneOfManyNodesAddTheFirstKey() {
        boolean empty = keys().list().isEmpty();

        List<Boolean> added = AtOnce.run(8, number -> keys().addFirst(key("node" + number)));

        assertThat(added).filteredOn(Boolean::booleanValue).hasSize(empty ? 1 : 0);
        assertThat(keys().list()).filteredOn(key -> key.state() == State.ACTIVE).hasSize(1);
    }

    @Test
    void rotatesOnlyToTheNextKeyAndKeepsTheOtherAsRetired() {
        String active = active();
        String next = next();

        assertThat(keys().rotate("unknown-" + next, T1)).isFalse();
        assertThat(keys().rotate(active, T1)).isFalse();
        assertThat(active()).isEqualTo(active);
        assertThat(keys().rotate(next, T1)).isTrue();

        assertThat(active()).isEqualTo(next);
        assertThat(find(active))
                .extracting(SigningKey::state, SigningKey::since)
                .containsExactly(State.RETIRED, T1);
        assertThat(find(next).since()).isEqualTo(T1);
        assertThat(keys().rotate(next, T1)).isFalse();
    }

    @Test
    void letsOneOfManyNodesAddANextKeyAndOneRotate() {
        active();
        String known = next();
        assertThat(keys().addNext(key("late", State.NEXT))).isFalse();

        List<Boolean> rotated = AtOnce.run(8, number -> keys().rotate(known, T1));
        List<Boolean> added = AtOnce.run(8, number -> keys().addNext(key("node" + number, State.NEXT)));

        assertThat(rotated).filteredOn(Boolean::booleanValue).hasSize(1);
        assertThat(added).filteredOn(Boolean::booleanValue).hasSize(1);
        assertThat(keys().list()).filteredOn(key -> key.state() == State.ACTIVE).hasSize(1);
        assertThat(keys().list()).filteredOn(key -> key.state() == State.NEXT).hasSize(1);
    }

    @Test
    void putsTheNextKeyInThePlaceOfAnActiveOneThatIsRevoked() {
        String active = active();
        String next = next();

        assertThat(keys().revoke(active, T1)).contains(State.ACTIVE);

        assertThat(active()).isEqualTo(next);
        assertThat(keys().list()).extracting(SigningKey::kid).doesNotContain(active);
        assertThat(keys().revoke(active, T1)).isEmpty();
    }

    @Test
    void leavesNoActiveKeyWhereTheOnlyOneIsRevokedAndTheOthersAsTheyAre() {
        String active = active();
        String next = next();

        assertThat(keys().revoke(next, T1)).contains(State.NEXT);
        assertThat(active()).isEqualTo(active);
        keys().revoke(active, T1);

        assertThat(keys().list()).noneMatch(key -> key.state() == State.ACTIVE);
        assertThat(keys().addFirst(key("new", State.ACTIVE))).isTrue();
    }

    @Test
    void alwaysHasAnActiveKeyWhateverNodesDoAtTheSameTime() {
        for (int round = 0; round < 5; round++) {
            String active = active();
            String next = next();

            AtOnce.run(6, number -> switch (number % 3) {
                case 0 -> keys().rotate(next, T1);
                case 1 -> keys().revoke(active, T1).isPresent();
                default -> keys().removeRetired(T0) > 0;
            });

            assertThat(keys().list())
                    .filteredOn(key -> key.state() == State.ACTIVE)
                    .hasSize(1);
        }
    }

    @Test
    void removesKeysThatAreRetiredForLongEnough() {
        String active = active();
        keys().rotate(next(), T1);

        keys().removeRetired(T1);
        assertThat(find(active).state()).isEqualTo(State.RETIRED);
        assertThat(keys().removeRetired(T1.plusMillis(1))).isPositive();

        assertThat(keys().list()).extracting(SigningKey::kid).doesNotContain(active);
    }

    /** The active key; one is made where there is none. */
    private String active() {
        keys().addFirst(key("active", State.ACTIVE));
        return only(State.ACTIVE);
    }

    /** The next key; one is made where there is none. */
    private String next() {
        keys().addNext(key("next", State.NEXT));
        return only(State.NEXT);
    }

    private String only(State state) {
        return keys().list().stream()
                .filter(key -> key.state() == state)
                .map(SigningKey::kid)
                .findAny()
                .orElseThrow();
    }

    private SigningKey find(String kid) {
        return keys().list().stream()
                .filter(key -> key.kid().equals(kid))
                .findAny()
                .orElseThrow();
    }

    private SigningKeyStore keys() {
        return stores().signingKeys();
    }

    private static SigningKey key(String name) {
        return key(name, State.ACTIVE);
    }

    private static SigningKey key(String name, State state) {
        String kid = name + "-" + TestTenants.newId();
        return new SigningKey(kid, "ES256", state, "{\"kid\":\"" + kid + "\"}", "c2VhbGVk", T0, T0);
    }
}
