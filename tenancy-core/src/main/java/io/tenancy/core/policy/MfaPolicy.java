package io.tenancy.core.policy;

/** Whether people sign in with a second factor; each one is stricter than the one before. */
public enum MfaPolicy {
    /** Nobody can set one up. */
    OFF,
    /** Who has set one up needs it to sign in. */
    OPTIONAL,
    /** Everybody needs one; who has none sets one up at the next sign-in. */
    REQUIRED
}
