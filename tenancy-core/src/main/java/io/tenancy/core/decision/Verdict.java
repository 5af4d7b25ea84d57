package io.tenancy.core.decision;

/** The answer to a question, and the reason of a no. */
public enum Verdict {
    PERMITTED,
    /** The question lacks something. */
    INCOMPLETE,
    /** The tenant has no such user or service account, or it is not active. */
    UNKNOWN_SUBJECT,
    /** There is no such permission. */
    UNKNOWN_ACTION,
    /** Nothing that the subject has allows it. */
    NOT_HELD
}
