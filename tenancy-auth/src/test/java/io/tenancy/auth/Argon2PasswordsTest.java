package io.tenancy.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.tenancy.core.Secret;
import io.tenancy.core.TenancyException.Unavailable;
import io.tenancy.core.credential.Passwords;
import io.tenancy.testkit.PasswordsContract;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2PasswordsTest extends PasswordsContract {
    private static final Secret PASSWORD = new Secret("correct horse battery staple");

    private final Passwords passwords = Auth.passwords(new WaitingRoom(1, 0), HashCost.DEFAULT, new SecureRandom());

    @Override
    protected Passwords passwords() {
        return passwords;
    }

    @Test
    void hashesEveryCharacter() {
        Secret password = new Secret("пароль 密码 🔑 passwörd");
        Optional<String> hash = Optional.of(passwords.hash(password));

        assertThat(passwords.verify(password, hash)).isTrue();
        assertThat(passwords.verify(new Secret("пароль 密码 🔐 passwörd"), hash)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "$argon2id$v=19$m=9999999,t=99,p=99$AAAA$AAAA", "$2b$12$abc"})
    void saysNoToAMalformedHash(String hash) {
        assertThat(passwords.verify(PASSWORD, Optional.of(hash))).isFalse();
        assertThat(passwords.isOutdated(hash)).isTrue();
    }

    /** Memory allotted is what argon2 costs, and unlike time it does not depend on the load of the machine. */
    @Test
    void costsTheSameWithAHashWithoutOneAndWithAMalformedOne() {
        Optional<String> hash = Optional.of(passwords.hash(PASSWORD));
        passwords.verify(PASSWORD, hash);

        long known = allotted(hash);
        long unknown = allotted(Optional.empty());
        long malformed = allotted(Optional.of("nonsense"));

        assertThat(known).isGreaterThan(19_456L * 1_024);
        assertThat(unknown).isBetween(known - 50_000, known + 50_000);
        assertThat(malformed).isBetween(known - 50_000, known + 50_000);
    }

    @Test
    void callsOutdatedWhatHasOtherParameters() {
        assertThat(passwords.isOutdated(passwords.hash(PASSWORD))).isFalse();
        assertThat(passwords.isOutdated(
                        "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"))
                .isTrue();
    }

    @Test
    void turnsAwayWhomItHasNoPlaceFor() {
        WaitingRoom room = new WaitingRoom(1, 0);
        Passwords full = new Argon2Passwords(room, HashCost.DEFAULT, new SecureRandom());

        room.enter(() -> {
            assertThatThrownBy(() -> full.hash(PASSWORD)).isInstanceOf(Unavailable.class);
            assertThatThrownBy(() -> full.verify(PASSWORD, Optional.empty())).isInstanceOf(Unavailable.class);
            return true;
        });

        assertThat(full.verify(PASSWORD, Optional.of(full.hash(PASSWORD)))).isTrue();
    }

    private long allotted(Optional<String> hash) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThat(passwords.verify(new Secret("another"), hash)).isFalse();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }
}
