package io.tenancy.auth;

import static java.util.Objects.requireNonNull;

import io.tenancy.auth.Verdict.Reason;

/** A token is not good. The message says why in fixed words, and quotes nothing of the token. */
final class NotAccepted extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    NotAccepted(Reason reason, String text) {
        super(text, null, false, false);
        this.reason = requireNonNull(reason);
    }

    Verdict.Refused verdict() {
        return new Verdict.Refused(reason, String.valueOf(getMessage()));
    }
}
