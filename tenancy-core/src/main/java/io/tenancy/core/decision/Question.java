package io.tenancy.core.decision;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Permission;
import java.util.Optional;

/**
 * Whether a subject may do something.
 *
 * @param subject empty for one of a kind that no tenant has
 * @param permission empty for an action that is no permission
 */
public record Question(Optional<Subject> subject, Optional<Permission> permission, boolean isComplete) {
    /** One among others that lacks something; its answer is no. */
    public static final Question INCOMPLETE = new Question(Optional.empty(), Optional.empty(), false);

    public Question {
        requireNonNull(subject);
        requireNonNull(permission);
    }

    public Question(Optional<Subject> subject, Optional<Permission> permission) {
        this(subject, permission, true);
    }
}
