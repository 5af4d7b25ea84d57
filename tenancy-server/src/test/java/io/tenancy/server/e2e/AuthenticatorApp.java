package io.tenancy.server.e2e;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An authenticator app as its authors would write it, by RFC 4226 and 6238. It begins with the code of the time at which it is made,
 * and then shows that of the next step, which a server lets in ahead of time.
 */
public final class AuthenticatorApp {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int KEY_BYTES = 20;

    private final byte[] key;
    private final long step = Instant.now().getEpochSecond() / 30;

    public AuthenticatorApp(String secret) {
        BigInteger number = secret.chars()
                .mapToObj(letter -> BigInteger.valueOf(BASE32.indexOf(letter)))
                .reduce(BigInteger.ZERO, (sum, digit) -> sum.shiftLeft(5).or(digit));
        byte[] bytes = number.toByteArray();
        this.key = new byte[KEY_BYTES];
        int length = Math.min(KEY_BYTES, bytes.length);
        System.arraycopy(bytes, bytes.length - length, key, KEY_BYTES - length, length);
    }

    public String code() {
        return code(step);
    }

    String nextCode() {
        return code(step + 1);
    }

    private String code(long counter) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(counter).array());
            int number = ByteBuffer.wrap(hash).getInt(hash[19] & 0xF) & 0x7FFFFFFF;
            return String.valueOf(1_000_000 + number % 1_000_000).substring(1);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
