package io.tenancy.core.access;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.UUID;

/** Who the journal names for a change: the actor, for whom, and with which session, key or visit. */
record Author(Actor actor, Optional<UUID> onBehalfOf, Optional<UUID> credential) {
    Author {
        requireNonNull(actor);
        requireNonNull(onBehalfOf);
        requireNonNull(credential);
    }

    /** Somebody no session or key stands behind. */
    static Author of(Actor actor) {
        return new Author(actor, Optional.empty(), Optional.empty());
    }
}
