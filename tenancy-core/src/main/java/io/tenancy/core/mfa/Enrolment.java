package io.tenancy.core.mfa;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;
import java.net.URLEncoder;

/**
 * What an authenticator app has to be told.
 *
 * @param secret its key in base32, for typing
 * @param uri the same as a Key URI, for a QR code
 */
public record Enrolment(Secret secret, Secret uri) {
    public Enrolment {
        requireNonNull(secret);
        requireNonNull(uri);
    }

    /** What an app is told of the account that somebody has in a tenant of this name. */
    static Enrolment of(Secret key, String issuer, String account) {
        String uri = "otpauth://totp/" + encoded(issuer) + ":" + encoded(account) + "?secret=" + key.reveal()
                + "&issuer=" + encoded(issuer) + "&algorithm=SHA1&digits=6&period=30";
        return new Enrolment(key, new Secret(uri));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
