package io.tenancy.core.apikey;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tenancy.core.Secret;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantToken;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * How a key looks to its holder: {@code tk_}, the tenant, the id and 256 random bits in 86 characters of base64url, and a
 * CRC-32 of all that in 8 hexadecimal digits. By its form a scanner finds it in a text, and by its checksum knows it
 * from an example.
 */
public final class KeyText {
    /** How every key starts. */
    public static final String PREFIX = "tk_";

    private static final int CHECKSUM = 8;

    private KeyText() {}

    /** A new key, of which {@link TenantToken#digest()} is kept. */
    static TenantToken fresh(TenantId tenant, ApiKeyId id, SecureRandom random) {
        return TenantToken.fresh(PREFIX, tenant, id.value(), random);
    }

    /** What its holder is given. */
    static Secret of(TenantToken token) {
        String text = token.text().reveal();
        return new Secret(text + checksum(text));
    }

    /** Reads a key; empty for every other text. */
    public static Optional<TenantToken> parse(Secret given) {
        String text = given.reveal();
        int end = text.length() - CHECKSUM;
        if (!text.startsWith(PREFIX) || end < PREFIX.length()) {
            return Optional.empty();
        }
        String token = text.substring(0, end);
        return checksum(token).equals(text.substring(end))
                ? TenantToken.parse(PREFIX, new Secret(token))
                : Optional.empty();
    }

    private static String checksum(String text) {
        CRC32 checksum = new CRC32();
        checksum.update(text.getBytes(US_ASCII));
        return String.format("%08x", checksum.getValue());
    }
}
