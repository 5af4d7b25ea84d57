package io.tenancy.auth;

/** A token is not good. The message says why in fixed words, and quotes nothing of the token. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String reason) {
        super(reason, null, false, false);
    }
}
