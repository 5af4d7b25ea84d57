package io.tenancy.stripe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as Stripe documents it: the HMAC-SHA256, in hex, of the time in seconds, a full stop, and the body. */
final class Signed {
    private Signed() {}

    static String header(String body, Instant at, String secret) {
        return "t=" + at.getEpochSecond() + ",v1=" + signature(body, at, secret);
    }

    static String signature(String body, Instant at, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal((at.getEpochSecond() + "." + body).getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
