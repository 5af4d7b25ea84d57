package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.credential.Credential;
import io.tenancy.core.credential.CredentialStore;
import io.tenancy.core.user.User;
import org.junit.jupiter.api.Test;

/** What every {@link CredentialStore} does. */
public abstract class CredentialStoreContract extends StoreContract {
    private static final Credential FIRST = new Credential("$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA", true, T0);
    private static final Credential SECOND = new Credential("$argon2id$second", false, T0.plusSeconds(60), true);

    @Test
    void findsWhatWasPut() {
        User ada = user(acme(), "ada@example.org");
        User bob = user(acme(), "bob@example.org");

        commit(acme(), () -> credentials().put(acme(), ada.id(), FIRST));

        assertThat(credentials().find(acme(), ada.id())).contains(FIRST);
        assertThat(credentials().find(acme(), bob.id())).isEmpty();
    }

    @Test
    void replacesWhatWasThere() {
        User ada = user(acme(), "ada@example.org");

        commit(acme(), () -> credentials().put(acme(), ada.id(), FIRST));
        commit(acme(), () -> credentials().put(acme(), ada.id(), SECOND));

        assertThat(credentials().find(acme(), ada.id())).contains(SECOND);
    }

    @Test
    void keepsTenantsApart() {
        User ada = user(acme(), "ada@example.org");
        commit(acme(), () -> credentials().put(acme(), ada.id(), FIRST));

        assertThat(credentials().find(globex(), ada.id())).isEmpty();
        assertThatThrownBy(() -> commit(globex(), () -> credentials().put(globex(), ada.id(), SECOND)))
                .isInstanceOf(RuntimeException.class);

        assertThat(credentials().find(globex(), ada.id())).isEmpty();
        assertThat(credentials().find(acme(), ada.id())).contains(FIRST);
    }

    private CredentialStore credentials() {
        return stores().credentials();
    }
}
