package io.tenancy.auth;

import io.tenancy.core.Secret;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/**
 * A hash of bcrypt (Provos and Mazières, USENIX 1999), made elsewhere. It knows the first 72 bytes of a password alone,
 * as every bcrypt does; the argon2id hash that follows at the first sign-in knows all of it.
 */
record BcryptHash(String text) implements KeptHash {
    /** The costs of common libraries. One more doubles the time: 12 takes about a third of a second. */
    private static final Pattern FORM = Pattern.compile("\\$2[aby]\\$(0[4-9]|1[0-2])\\$[./A-Za-z0-9]{53}");

    static Optional<BcryptHash> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new BcryptHash(text)) : Optional.empty();
    }

    @Override
    public boolean matches(Secret password) {
        return OpenBSDBCrypt.checkPassword(text, password.reveal().toCharArray());
    }

    @Override
    public String toString() {
        return "BcryptHash[…]";
    }
}
