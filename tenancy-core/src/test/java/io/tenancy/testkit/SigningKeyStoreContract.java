package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.key.SigningKey;
import io.tenancy.core.key.SigningKey.State;
import io.tenancy.core.key.SigningKeyStore;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link SigningKeyStore} does. The store may have keys already, as a deployment's has. */
public abstract class SigningKeyStoreContract extends StoreContract {
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

    private SigningKeyStore keys() {
        return stores().signingKeys();
    }

    private static SigningKey key(String name) {
        String kid = name + "-" + TestTenants.newId();
        return new SigningKey(kid, "ES256", State.ACTIVE, "{\"kid\":\"" + kid + "\"}", "c2VhbGVk", T0, T0);
    }
}
