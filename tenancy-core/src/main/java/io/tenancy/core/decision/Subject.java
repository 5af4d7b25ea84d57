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

    public Subject {
        requireNonNull(kind);
        requireNonNull(id);
    }
}
