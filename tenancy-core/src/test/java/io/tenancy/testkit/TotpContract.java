package io.tenancy.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.Secret;
import io.tenancy.core.mfa.Totp;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link Totp} does. An adapter supplies it, and the codes that apps show. */
public abstract class TotpContract {
    private static final long STEP = 30;

    /** The first second of a step. */
    private static final Instant NOW = Instant.ofEpochSecond(41_152_263 * STEP);

    protected abstract Totp totp();

    /** The code that an app shows at a time that has this key. */
    protected abstract Secret code(Secret key, Instant at);

    @ParameterizedTest
    @ValueSource(longs = {0, 29})
    final void takesTheCodesOfThreeStepsAndSaysWhichOneItIs(long second) {
        Secret key = totp().newKey();
        Instant now = NOW.plusSeconds(second);
        long present = NOW.getEpochSecond() / STEP;

        for (long step = -1; step <= 1; step++) {
            assertThat(totp().step(key, code(key, NOW.plusSeconds(step * STEP)), now))
                    .as("step %s", step)
                    .hasValue(present + step);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-31, -3600, 60, 3600})
    final void refusesTheCodesOfOtherSteps(long seconds) {
        Secret key = totp().newKey();

        assertThat(totp().step(key, code(key, NOW.plusSeconds(seconds)), NOW)).isEmpty();
    }

    /** Codes are short: two keys may have the same one, three have not. */
    @Test
    final void refusesTheCodesOfOtherKeys() {
        Secret key = totp().newKey();

        assertThat(Stream.generate(totp()::newKey).limit(3)).anySatisfy(other -> {
            assertThat(other).isNotEqualTo(key);
            assertThat(totp().step(key, code(other, NOW), NOW)).isEmpty();
        });
    }

    @Test
    final void refusesEveryOtherText() {
        Secret key = totp().newKey();
        String code = code(key, NOW).reveal();

        Stream.of("", "nonsense", code + "0", "0" + code, code.substring(1), "-" + code, key.reveal())
                .forEach(text -> assertThat(totp().step(key, new Secret(text), NOW))
                        .as(text)
                        .isEmpty());
    }
}
