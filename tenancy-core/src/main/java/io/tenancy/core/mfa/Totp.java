package io.tenancy.core.mfa;

import io.tenancy.core.Secret;
import java.time.Instant;
import java.util.OptionalLong;

/** Codes of authenticator apps as all of them make them (RFC 6238): HMAC-SHA-1, 6 digits, steps of 30 s. */
public interface Totp {
    /** A new key of 160 bits (RFC 4226, section 4) in base32, as apps read it. */
    Secret newKey();

    /** The time step whose code it is: the present one, the one before or the one after; empty for a wrong code. */
    OptionalLong step(Secret key, Secret code, Instant now);
}
