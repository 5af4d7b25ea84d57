package io.tenancy.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.testkit.AtOnce;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class MasterKeyTest {
    private static final String TEXT = Base64.getEncoder().encodeToString(new byte[32]);

    private final MasterKey key = MasterKey.ofBase64(TEXT);

    @Test
    void derivesOneKeyForOnePurpose() {
        assertThat(key.derive("cursor"))
                .hasSize(32)
                .isEqualTo(MasterKey.ofBase64(" " + TEXT + "\n").derive("cursor"));
        assertThat(key.derive("cursor")).isNotEqualTo(key.derive("signing"));
        assertThat(key.derive("cursor")).isNotEqualTo(other().derive("cursor"));
    }

    @Test
    void keepsItsDerivationForEver() {
        assertThat(HexFormat.of().formatHex(key.derive("cursor")))
                .isEqualTo("bdbf484a3e5b9d829fafeb9a7db8d596bd18cf25ad1df9a231c480f5b977d9dd");
    }

    @Test
    void signsAMessage() {
        byte[] message = "message".getBytes(StandardCharsets.UTF_8);

        assertThat(key.mac("cursor", message)).hasSize(32).isEqualTo(key.mac("cursor", message));
        assertThat(key.mac("cursor", message)).isNotEqualTo(key.mac("other", message));
        assertThat(key.mac("cursor", message)).isNotEqualTo(key.mac("cursor", new byte[0]));
    }

    @Test
    void signsManyMessagesAsOne() {
        UnaryOperator<byte[]> macs = key.macs("cursor");
        List<byte[]> messages = IntStream.range(0, 64)
                .mapToObj(number -> ("message " + number).getBytes(StandardCharsets.UTF_8))
                .toList();

        List<byte[]> signed = AtOnce.run(messages.size(), number -> macs.apply(messages.get(number)));

        for (int i = 0; i < messages.size(); i++) {
            assertThat(signed.get(i)).isEqualTo(key.mac("cursor", messages.get(i)));
        }
    }

    @Test
    void refusesAShortKey() {
        String shortKey = Base64.getEncoder().encodeToString(new byte[31]);

        assertThatThrownBy(() -> MasterKey.ofBase64(shortKey))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("32");
    }

    @Test
    void showsNothingOfItself() {
        assertThat(key.toString()).isEqualTo("MasterKey[…]");
        assertThatThrownBy(() -> MasterKey.ofBase64("not ~base64"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessageNotContaining("~");
    }

    private static MasterKey other() {
        byte[] bytes = new byte[32];
        bytes[31] = 1;
        return MasterKey.ofBase64(Base64.getEncoder().encodeToString(bytes));
    }
}
