package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import io.tenancy.persistence.Doctor.Depth;
import java.util.Optional;
import java.util.Set;

/**
 * How much of a database the {@link Doctor} looks at.
 *
 * @param further schemas beside those of Tenancy whose tables are looked at
 * @param own of the schemas that tenants have of their own these alone; empty for as many as the depth says
 */
record Extent(Depth depth, Set<String> further, Optional<Set<String>> own) {
    /** Of the schemas that tenants have of their own, so many are looked at where not all are. */
    private static final int SAMPLE = 100;

    Extent {
        requireNonNull(depth);
        further = Set.copyOf(further);
        own = own.map(Set::copyOf);
    }

    Extent(Depth depth, Set<String> further) {
        this(depth, further, Optional.empty());
    }

    int most() {
        return depth == Depth.QUICK ? SAMPLE : Integer.MAX_VALUE;
    }
}
