package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.Secret;
import io.tenancy.core.credential.Passwords;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link Passwords} does. */
public abstract class PasswordsContract {
    private static final Secret PASSWORD = new Secret("correct horse b\u00e4ttery staple");

    protected abstract Passwords passwords();

    @Test
    final void verifiesThePasswordThatWasHashedAndNoOther() {
        Optional<String> hash = Optional.of(passwords().hash(PASSWORD));

        assertThat(passwords().verify(PASSWORD, hash)).isTrue();
        assertThat(passwords().verify(new Secret("Correct horse b\u00e4ttery staple"), hash))
                .isFalse();
        assertThat(passwords().verify(new Secret(""), hash)).isFalse();
    }

    @Test
    final void saysNoWithoutAHash() {
        assertThat(passwords().verify(PASSWORD, Optional.empty())).isFalse();
        assertThat(passwords().verify(new Secret(""), Optional.empty())).isFalse();
    }

    @Test
    final void takesItsOwnHashesAndNeedsNoOthersForThem() {
        String hash = passwords().hash(PASSWORD);

        assertThat(hash).startsWith("$").doesNotContain(PASSWORD.reveal());
        assertThat(passwords().isAcceptable(new Secret(hash))).isTrue();
        assertThat(passwords().isOutdated(hash)).isFalse();
        assertThat(passwords().isAcceptable(new Secret("nonsense"))).isFalse();
    }
}
