package io.tenancy.core.mfa;

import io.tenancy.core.access.Assurance.Method;

/** What somebody can show besides a password. */
public enum Factor {
    /** A code of an authenticator app (RFC 6238). */
    TOTP(Method.TOTP),
    /** One of the codes that were written down when the authenticator app was set up. */
    RECOVERY_CODE(Method.RECOVERY_CODE),
    /** A key in a device that has verified its user (WebAuthn); it is shown by no code. */
    PASSKEY(Method.PASSKEY);

    private final Method method;

    Factor(Method method) {
        this.method = method;
    }

    /** What is known of somebody who has shown it. */
    public Method method() {
        return method;
    }
}
