package io.tenancy.core.usage;

import java.util.Optional;

/** The last {@link Census}, in the catalogue, so that nobody has to count in order to see it. */
public interface CensusBook {
    Optional<Census> last();

    /** Replaces the last one by one that has begun later; of two the later one stays, whichever comes first. */
    void keep(Census census);
}
