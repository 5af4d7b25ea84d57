package io.tenancy.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.core.Secret;
import io.tenancy.core.credential.Passwords;
import java.security.SecureRandom;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hashes that were made elsewhere. */
final class KeptHashTest {
    private final WaitingRoom room = new WaitingRoom(1, 0);
    private final Passwords passwords = Auth.passwords(room, HashCost.DEFAULT, new SecureRandom());

    /** From crypt_blowfish, jBCrypt, RFC 7914 section 12, RFC 6070 (its first block), and of OpenSSL by Python's hashlib. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "U*U $2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "U*U $2y$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "U*U $2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "abcdefghijklmnopqrstuvwxyz $2a$06$.rCVZVOThsIa97pEDOxvGuRRgzG64bvtJ0938xuqzv18d3ZpQhstC",
                "pleaseletmein $scrypt$ln=14,r=8,p=1$U29kaXVtQ2hsb3JpZGU$cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofLVQylVYT8Pz2LUlwUkKpr55h6F3A1lHkDfzwF7RVdYhw",
                "passwordPASSWORDpassword $pbkdf2-sha1$i=4096$c2FsdFNBTFRzYWx0U0FMVHNhbHRTQUxUc2FsdFNBTFRzYWx0$PS7sT+QchJuAyNg2YsDkSospGpY",
                "'correct horse battery stäple' $pbkdf2-sha256$i=29000,l=32$MDEyMzQ1Njc4OWFiY2RlZg$jOhvYtXzGBD3NrGZtu/21GuxN1kJz92axJTUwHkKBc8",
                "'correct horse battery stäple' $pbkdf2-sha512$i=29000,l=64$MDEyMzQ1Njc4OWFiY2RlZg$7PlZe7Xxg7dVB3WnW5cDCKzNwF2rCzqp3PNUxbfOjiaDES/R8sKbd0+MDIMvOH8Nqo9BT0N41q0y6jbZLg7Y0A"
            })
    void areVerifiedAndOutOfDate(String password, String hash) {
        assertThat(passwords.isAcceptable(new Secret(hash))).isTrue();
        assertThat(passwords.verify(new Secret(password), Optional.of(hash))).isTrue();
        assertThat(passwords.verify(new Secret(password + "x"), Optional.of(hash)))
                .isFalse();
        assertThat(passwords.isOutdated(hash)).isTrue();
        assertThat(KeptHash.read(hash).orElseThrow().toString()).doesNotContain(hash.substring(hash.length() - 10));
    }

    @Test
    void costOneTurnEach() {
        passwords.verify(new Secret("x"), Optional.of("$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"));

        assertThat(room.done()).isEqualTo(1);
        assertThat(room.working()).isZero();
    }

    /** Too dear, too weak, another kind, or no hash at all. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "$2a$13$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "$2a$31$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "$2x$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "$2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOe",
                "$scrypt$ln=17,r=8,p=1$U29kaXVtQ2hsb3JpZGU$cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofI",
                "$scrypt$ln=14,r=8,p=99$U29kaXVtQ2hsb3JpZGU$cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofI",
                "$scrypt$ln=99,r=1,p=1$U29kaXVtQ2hsb3JpZGU$cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofI",
                "$scrypt$ln=1,r=99,p=99$U29kaXVtQ2hsb3JpZGU$!",
                "$pbkdf2-sha256$i=650001$MDEyMzQ1Njc4OWFiY2RlZg$jOhvYtXzGBD3NrGZtu/21GuxN1kJz92axJTUwHkKBc8",
                "$pbkdf2-sha256$i=1,l=16$MDEyMzQ1Njc4OWFiY2RlZg$jOhvYtXzGBD3NrGZtu/21GuxN1kJz92axJTUwHkKBc8",
                "$pbkdf2-sha1$i=1$MDEyMzQ1Njc4OWFiY2RlZg$jOhvYtXzGBD3NrGZtu/21GuxN1kJz92axJTUwHkKBc8",
                "$pbkdf2-md5$i=1$MDEyMzQ1Njc4OWFiY2RlZg$jOhvYtXzGBD3NrGZtu/21GuxN1kJz92axJTUwHkKBc8",
                "$argon2id$v=19$m=65537,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"
            })
    void areRefusedWhereTheyAreDearOrUnknown(String hash) {
        assertThat(passwords.isAcceptable(new Secret(hash))).isFalse();
        assertThat(passwords.verify(new Secret("x"), Optional.of(hash))).isFalse();
    }
}
