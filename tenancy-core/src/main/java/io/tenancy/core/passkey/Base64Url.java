package io.tenancy.core.passkey;

import io.tenancy.core.Check;
import io.tenancy.core.TenancyException.Invalid;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Bytes as WebAuthn writes them in JSON: base64url without padding, in their one spelling. */
final class Base64Url {
    private static final String FIELD = "credential";

    private Base64Url() {}

    static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The bytes; none, of which nothing has the spelling, for anything else. */
    static byte[] decode(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            return encode(bytes).equals(text) ? bytes : new byte[0];
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** The text of at most so many bytes, of which there is one at least. */
    static String checked(@Nullable String text, int most) {
        String given = Check.present(FIELD, text);
        byte[] bytes = decode(given);
        if (bytes.length == 0 || bytes.length > most) {
            throw new Invalid(
                    FIELD,
                    FIELD + ".malformed",
                    "The field " + FIELD + " is what PublicKeyCredential.toJSON() answers with in a browser.");
        }
        return given;
    }
}
