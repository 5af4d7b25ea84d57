package io.tenancy.core.access;

import java.util.Optional;
import java.util.Set;

/** What a caller stands on, so that it can be asked again in the middle of a command. */
@FunctionalInterface
public interface Footing {
    /** What the caller may do by the rows of the transaction that is running; empty where the credential counts no more. */
    Optional<Set<Permission>> now();
}
