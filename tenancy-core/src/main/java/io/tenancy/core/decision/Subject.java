package io.tenancy.core.decision;

import static java.util.Objects.requireNonNull;

/**
 * Whom a decision is about, as a resource server names them.
 *
 * @param id the id of a user or a service account, or the e-mail address of a user
 */
public record Subject(Kind kind, String id) {
    /** What it is; of other kinds nothing is known. */
    public enum Kind {
        USER,
        SERVICE_ACCOUNT
    }

    /** As long as an e-mail address; nobody has a longer id, and none is looked for or remembered. */
    private static final int LONGEST = 254;

    public Subject {
        requireNonNull(kind);
        requireNonNull(id);
    }

    boolean canBe() {
        return id.length() <= LONGEST;
    }
}
