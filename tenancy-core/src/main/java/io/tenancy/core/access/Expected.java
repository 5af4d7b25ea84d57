package io.tenancy.core.access;

import io.tenancy.core.TenancyException.Stale;
import io.tenancy.core.Version;
import io.tenancy.core.Versioned;
import java.util.Optional;
import java.util.Set;

/**
 * The states in which a caller wants a thing to be changed (RFC 9110, section 13.1.1).
 *
 * @param versions those that the caller has seen; empty where any will do
 */
public record Expected(Optional<Set<Version>> versions) {
    /** Whatever state it is in. */
    public static final Expected ANY = new Expected(Optional.empty());

    public Expected {
        versions = versions.map(Set::copyOf);
    }

    public static Expected of(Set<Version> versions) {
        return new Expected(Optional.of(versions));
    }

    /** Refuses with {@link Stale} where the thing is in another state by now. */
    void require(Versioned known) {
        if (versions.filter(wanted -> !wanted.contains(known.tag())).isPresent()) {
            throw stale();
        }
    }

    static Stale stale() {
        return new Stale("version.stale", "Somebody else has changed this since it was read. Read it again.");
    }
}
