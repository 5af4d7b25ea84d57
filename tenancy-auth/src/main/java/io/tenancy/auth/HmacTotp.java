package io.tenancy.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;
import io.tenancy.core.mfa.Totp;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Codes by RFC 6238 on the JDK's HMAC-SHA-1, which is the one algorithm that every authenticator app knows. */
final class HmacTotp implements Totp {
    private static final String ALGORITHM = "HmacSHA1";
    private static final int KEY_BYTES = 20;
    private static final long STEP_SECONDS = 30;
    private static final int MODULUS = 1_000_000;

    private final SecureRandom random;

    HmacTotp(SecureRandom random) {
        this.random = requireNonNull(random);
    }

    @Override
    public Secret newKey() {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return new Secret(Base32.encode(key));
    }

    /** Computes all three codes and compares each in constant time, whichever it is. */
    @Override
    public OptionalLong step(Secret key, Secret code, Instant now) {
        byte[] bytes = Base32.decode(key.reveal());
        byte[] given = code.reveal().replace(" ", "").getBytes(US_ASCII);
        long present = Math.floorDiv(now.getEpochSecond(), STEP_SECONDS);
        long[] steps = LongStream.of(present, present - 1, present + 1)
                .filter(step -> MessageDigest.isEqual(code(bytes, step).getBytes(US_ASCII), given))
                .toArray();
        return steps.length == 0 ? OptionalLong.empty() : OptionalLong.of(steps[0]);
    }

    /** The code of a step: HOTP with the step as the counter (RFC 4226, section 5.3). */
    static String code(byte[] key, long step) {
        byte[] mac = mac(key, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        int offset = mac[mac.length - 1] & 15;
        int truncated = ByteBuffer.wrap(mac).getInt(offset) & Integer.MAX_VALUE;
        String digits = String.valueOf(truncated % MODULUS);
        return "0".repeat(6 - digits.length()) + digits;
    }

    private static byte[] mac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM + ".", e);
        }
    }
}
