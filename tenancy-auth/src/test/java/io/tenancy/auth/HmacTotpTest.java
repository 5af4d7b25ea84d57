package io.tenancy.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.Secret;
import io.tenancy.core.mfa.Totp;
import io.tenancy.testkit.TotpContract;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HmacTotpTest extends TotpContract {
    /** The key of RFC 6238, appendix B. */
    private static final byte[] KEY = "12345678901234567890".getBytes(US_ASCII);

    private static final Secret TEXT = new Secret("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");

    private final HmacTotp totp = new HmacTotp(new SecureRandom());

    @Override
    protected Totp totp() {
        return totp;
    }

    @Override
    protected Secret code(Secret key, Instant at) {
        return new Secret(HmacTotp.code(Base32.decode(key.reveal()), at.getEpochSecond() / 30));
    }

    /** The vectors of RFC 6238, appendix B, whose eight digits end in the six that we use. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void computesTheCodesOfTheRfc(long second, String code) {
        assertThat(HmacTotp.code(KEY, second / 30)).isEqualTo(code);
        assertThat(totp.step(TEXT, new Secret(code), Instant.ofEpochSecond(second)))
                .hasValue(second / 30);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00592", "0059240", "005925", "٠٠٥٩٢٤", "+05924", "5924"})
    void refusesEveryOtherText(String code) {
        assertThat(totp.step(TEXT, new Secret(code), Instant.ofEpochSecond(1_234_567_890)))
                .isEmpty();
    }

    @Test
    void readsACodeInTwoGroups() {
        assertThat(totp.step(TEXT, new Secret("005 924"), Instant.ofEpochSecond(1_234_567_890)))
                .isPresent();
    }

    @Test
    void makesKeysOf160Bits() {
        Secret key = totp.newKey();

        assertThat(Base32.decode(key.reveal())).hasSize(20);
        assertThat(key).isNotEqualTo(totp.newKey());
        assertThat(Base32.encode(KEY)).isEqualTo(TEXT.reveal());
    }
}
