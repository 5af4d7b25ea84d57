package io.tenancy.auth;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.session.Claims;

/** What a {@link TokenVerifier} says of a text. */
public sealed interface Verdict {
    /** The text is an access token that is good now. */
    record Accepted(Claims claims) implements Verdict {
        public Accepted {
            requireNonNull(claims);
        }
    }

    /**
     * The text is none, or not now.
     *
     * @param text says more than the reason, in words that quote nothing of the token, for a log
     */
    record Refused(Reason reason, String text) implements Verdict {
        public Refused {
            requireNonNull(reason);
            requireNonNull(text);
        }
    }

    /** What is wrong, the first thing that was found. */
    enum Reason {
        /** Too long, not three parts, or not canonical base64url. */
        SHAPE,
        /** Not a JSON object of exactly {@code alg}, {@code kid} and {@code typ}, or of another type. */
        HEADER,
        /** No key that is known has the {@code kid}. */
        KEY,
        /** The {@code alg} is not the one that the key is for. */
        ALGORITHM,
        SIGNATURE,
        /** Signed, but not a JSON object of unique members. */
        PAYLOAD,
        ISSUER,
        AUDIENCE,
        /** A claim is missing, of another type, or says what no token of this deployment says. */
        CLAIM,
        EXPIRED,
        /** Issued in the future, or not good yet. */
        EARLY
    }
}
