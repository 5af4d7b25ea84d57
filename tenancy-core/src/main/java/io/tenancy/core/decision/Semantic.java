package io.tenancy.core.decision;

/** How many of several questions are answered (OpenID AuthZEN Authorization API 1.0, Access Evaluations). */
public enum Semantic {
    EXECUTE_ALL,
    /** Up to the first no. */
    DENY_ON_FIRST_DENY,
    /** Up to the first yes. */
    PERMIT_ON_FIRST_PERMIT;

    boolean endsWith(Verdict verdict) {
        return switch (this) {
            case EXECUTE_ALL -> false;
            case DENY_ON_FIRST_DENY -> verdict != Verdict.PERMITTED;
            case PERMIT_ON_FIRST_PERMIT -> verdict == Verdict.PERMITTED;
        };
    }
}
