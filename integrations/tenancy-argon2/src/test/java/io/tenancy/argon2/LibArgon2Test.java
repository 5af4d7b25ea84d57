package io.tenancy.argon2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tenancy.auth.Argon2;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.ServiceLoader;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LibArgon2Test {
    private static @Nullable LibArgon2 installed;

    @BeforeAll
    static void load() {
        try {
            installed = new LibArgon2();
        } catch (UnsatisfiedLinkError e) {
            assumeTrue(false, "There is no libargon2 on this machine (Debian: libargon2-1).");
        }
    }

    @Test
    void makesTheTagOfRfc9106() {
        byte[] tag = library()
                .tag(filled(32, 1), filled(16, 2), filled(8, 3), filled(12, 4), new LibArgon2.Cost(32, 3, 4, 32));

        // RFC 9106, section 5.3
        assertThat(HexFormat.of().formatHex(tag))
                .isEqualTo("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
    }

    @ParameterizedTest
    @CsvSource({"8, 1, 1, 4", "64, 2, 1, 32", "19456, 2, 1, 32", "19456, 1, 1, 64", "65, 3, 8, 100", "1024, 1, 3, 16"})
    void makesTheTagsOfJava(int memory, int passes, int lanes, int length) {
        Random random = new Random(memory);
        for (int size : new int[] {0, 1, 15, 64, 512}) {
            byte[] password = new byte[size];
            byte[] salt = new byte[8 + random.nextInt(40)];
            random.nextBytes(password);
            random.nextBytes(salt);

            byte[] before = password.clone();
            byte[] tag = library().tag(password, salt, Math.max(memory, 8 * lanes), passes, lanes, length);

            assertThat(tag).isEqualTo(java(password, salt, Math.max(memory, 8 * lanes), passes, lanes, length));
            assertThat(password).isEqualTo(before);
        }
    }

    @Test
    void saysWhyItComputesNone() {
        byte[] password = "password".getBytes(UTF_8);

        assertThatThrownBy(() -> library().tag(password, new byte[2], 64, 1, 1, 32))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Salt is too short");
    }

    @Test
    void isFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(Argon2.class))
                .singleElement()
                .satisfies(found ->
                        assertThat(found.name()).startsWith("libargon2 (").contains("argon2."));
    }

    private static LibArgon2 library() {
        return requireNonNull(installed);
    }

    private static byte[] java(byte[] password, byte[] salt, int memory, int passes, int lanes, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memory)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        byte[] tag = new byte[length];
        generator.generateBytes(password, tag);
        return tag;
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
