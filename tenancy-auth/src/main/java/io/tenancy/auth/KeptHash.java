package io.tenancy.auth;

import io.tenancy.core.Secret;
import java.util.Optional;
import java.util.stream.Stream;

/** A password hash that was read, of a kind and with parameters that may be computed here. */
sealed interface KeptHash permits Argon2Hash, BcryptHash, Pbkdf2Hash, ScryptHash {
    /** Computes the hash of the password anew, and compares in constant time. */
    boolean matches(Secret password);

    /** Reads a hash; empty for an unknown kind, for what is malformed, and for what costs too much. */
    static Optional<KeptHash> read(String text) {
        return Stream.<Optional<? extends KeptHash>>of(
                        Argon2Hash.parse(text), BcryptHash.parse(text), ScryptHash.parse(text), Pbkdf2Hash.parse(text))
                .<KeptHash>flatMap(Optional::stream)
                .findAny();
    }
}
