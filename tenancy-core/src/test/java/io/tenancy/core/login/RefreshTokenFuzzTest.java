package io.tenancy.core.login;

import static io.tenancy.testkit.FuzzInputs.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tenancy.core.Secret;
import io.tenancy.testkit.FuzzInputs;
import org.junit.jupiter.api.Test;

/** A text that is read as a refresh token is exactly the text that it writes, and its generation is a number. */
final class RefreshTokenFuzzTest {
    @Test
    void holdsForNeighboursOfItsSeeds() {
        FuzzInputs.neighbours(RefreshTokenFuzzTest.class, "refresh", 5000, this::refresh);
    }

    @FuzzTest
    void refresh(byte[] data) {
        String text = text(data);
        RefreshToken.parse(new Secret(text)).ifPresent(token -> {
            assertThat(token.text().reveal().equals(text)).isTrue();
            assertThat(token.generation()).isBetween(0, 999_999_999);
        });
    }
}
