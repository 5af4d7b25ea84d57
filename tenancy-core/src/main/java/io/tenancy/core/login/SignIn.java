package io.tenancy.core.login;

/** How a sign-in goes on after the password: it is done, or it asks for a second factor. */
public sealed interface SignIn permits TokenPair, MfaRequired {
    /** By which a client tells one from the other. */
    Kind kind();

    enum Kind {
        TOKENS,
        MFA_REQUIRED
    }
}
