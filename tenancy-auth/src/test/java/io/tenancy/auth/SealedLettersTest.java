package io.tenancy.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.core.MasterKey;
import io.tenancy.core.Secret;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class SealedLettersTest {
    private static final UUID ONE = new UUID(1, 1);
    private static final UUID OTHER = new UUID(1, 2);
    private static final Secret LETTER = new Secret("password-reset\nacme\nada@example.org");

    private final SealedLetters letters = letters(0);

    private static SealedLetters letters(int first) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) first;
        return new SealedLetters(MasterKey.ofBase64(Base64.getEncoder().encodeToString(bytes)), new SecureRandom());
    }

    @Test
    void opensWhatItHasSealed() {
        String sealed = letters.seal(ONE, LETTER);

        assertThat(sealed).doesNotContain("ada").isNotEqualTo(letters.seal(ONE, LETTER));
        assertThat(letters.open(ONE, sealed)).isEqualTo(LETTER);
    }

    @Test
    void opensItUnderNoOtherIdOrKey() {
        String sealed = letters.seal(ONE, LETTER);

        assertThatThrownBy(() -> letters.open(OTHER, sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> letters(1).open(ONE, sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> letters.open(ONE, "AA==")).isInstanceOf(IllegalStateException.class);
    }
}
