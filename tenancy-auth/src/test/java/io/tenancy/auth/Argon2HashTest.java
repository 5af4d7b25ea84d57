package io.tenancy.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.Secret;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2HashTest {
    private static final String SALT = "c29tZXNhbHRzb21lc2FsdA";
    private static final String TAG = "A".repeat(43);

    @Test
    void standsOnAGeneratorThatMakesTheTagOfRfc9106() {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(32)
                .withIterations(3)
                .withParallelism(4)
                .withSalt(filled(16, 2))
                .withSecret(filled(8, 3))
                .withAdditional(filled(12, 4))
                .build());

        byte[] tag = new byte[32];
        generator.generateBytes(filled(32, 1), tag);

        // RFC 9106, section 5.3
        assertThat(HexFormat.of().formatHex(tag))
                .isEqualTo("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
    }

    /** From the test suite of the reference implementation (phc-winner-argon2, src/test.c). */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "password $argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                "password $argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
                "password $argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc",
                "password $argon2id$v=19$m=65536,t=4,p=1$c29tZXNhbHQ$kCXUjmjvc5XMqQedpMTsOv+zyJEf5PhtGiUghW9jFyw",
            })
    void matchesTheHashesOfOtherImplementations(String password, String phc) {
        Argon2Hash hash = Argon2Hash.parse(phc).orElseThrow();

        assertThat(hash.matches(new Secret(password))).isTrue();
        assertThat(hash.matches(new Secret(password + "x"))).isFalse();
        assertThat(hash.costs(HashCost.DEFAULT)).isFalse();
        assertThat(hash.phc()).isEqualTo(phc);
    }

    @Test
    void writesAPhcStringOfTodaysParameters() {
        String phc = Argon2Hash.of(new Secret("a good password"), HashCost.DEFAULT, new SecureRandom())
                .phc();

        assertThat(phc).matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
        assertThat(Argon2Hash.parse(phc).orElseThrow().costs(HashCost.DEFAULT)).isTrue();
    }

    @Test
    void saltsEachHashAnew() {
        SecureRandom random = new SecureRandom();

        assertThat(Argon2Hash.of(new Secret("a good password"), HashCost.DEFAULT, random)
                        .phc())
                .isNotEqualTo(Argon2Hash.of(new Secret("a good password"), HashCost.DEFAULT, random)
                        .phc());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "$",
                "password",
                "$argon2id$",
                "$argon2i$v=19$m=256,t=2,p=1$" + "SALT$TAG",
                "$argon2d$v=19$m=256,t=2,p=1$" + "SALT$TAG",
                "$argon2id$m=256,t=2,p=1$" + "SALT$TAG",
                "$argon2id$v=16$m=256,t=2,p=1$" + "SALT$TAG",
                "$argon2id$v=19$t=2,m=256,p=1$" + "SALT$TAG",
                "$argon2id$v=19$m=256,t=2$" + "SALT$TAG",
                "$argon2id$v=19$m=256,t=2,p=1,keyid=AA$" + "SALT$TAG",
                "$argon2id$v=19$m=0,t=2,p=1$" + "SALT$TAG",
                "$argon2id$v=19$m=7,t=2,p=1$" + "SALT$TAG",
                "$argon2id$v=19$m=15,t=2,p=2$" + "SALT$TAG",
                "$argon2id$v=19$m=256,t=0,p=1$" + "SALT$TAG",
                "$argon2id$v=19$m=256,t=2,p=0$" + "SALT$TAG",
                "$argon2id$v=19$m=-256,t=2,p=1$" + "SALT$TAG",
                "$argon2id$v=19$m=0256,t=2,p=1$" + "SALT$TAG",
                "$argon2id$v=19$m=65537,t=2,p=1$" + "SALT$TAG",
                "$argon2id$v=19$m=4294967295,t=2,p=1$" + "SALT$TAG",
                "$argon2id$v=19$m=256,t=11,p=1$" + "SALT$TAG",
                "$argon2id$v=19$m=256,t=2,p=17$" + "SALT$TAG",
                "$argon2id$v=19$m=256,t=2,p=1$" + "SALT$",
                "$argon2id$v=19$m=256,t=2,p=1$$" + "TAG",
                "$argon2id$v=19$m=256,t=2,p=1$" + "SALT",
                "$argon2id$v=19$m=256,t=2,p=1$" + "SALT==$TAG",
                "$argon2id$v=19$m=256,t=2,p=1$" + "SALT$TAG=",
                "$argon2id$v=19$m=256,t=2,p=1$" + "SALT$TAG$",
                "$argon2id$v=19$m=256,t=2,p=1$" + "SALT$TAG\n",
                " $argon2id$v=19$m=256,t=2,p=1$" + "SALT$TAG",
                "$argon2id$v=19$m=256,t=2,p=1$c29t$" + "TAG",
                "$argon2id$v=19$m=256,t=2,p=1$" + "SALT$AAAA",
                "$argon2id$v=19$m=256,t=2,p=1$" + "SALT$AAAAAAAAAAAAAAAAAAAAAA-_",
                "$argon2id$v=19$m=256,t=2,p=1$AAAAAAAAAAAAB$" + "TAG",
                "$argon2id$v=19$m=256,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAB$" + "TAG",
                "$2b$12$R9h/cIPz0gi.URNNX3kh2OPST9/PgBkqquzi.Ss7KIUgO2t0jWMUW"
            })
    void readsNoOtherText(String phc) {
        assertThat(Argon2Hash.parse(phc.replace("SALT", SALT).replace("TAG", TAG)))
                .isEmpty();
    }

    private static byte[] filled(int length, int value) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
