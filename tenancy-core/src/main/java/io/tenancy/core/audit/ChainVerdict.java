package io.tenancy.core.audit;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.UUID;

/**
 * What a look at a chain has found.
 *
 * @param entries how many entries, from the first that there is on, are as they were sealed
 * @param fault the first that is not
 */
public record ChainVerdict(long entries, Optional<Fault> fault) {
    public ChainVerdict {
        requireNonNull(fault);
    }

    /** How an entry can be wrong. */
    public enum Kind {
        /** The entry, or its order, is another one than was sealed. */
        CHANGED,
        /** The entry or its link is gone. */
        MISSING,
        /** A checkpoint says that the chain was longer: its end was cut off. */
        CUT,
        /** The checkpoint at this place is not signed with the key of this deployment. */
        FORGED,
        /** The entry is in no chain and does not wait for one: somebody has put it there. */
        LOOSE
    }

    /**
     * The first place that is wrong.
     *
     * @param entry the entry there, where one is known
     */
    public record Fault(long sequence, Optional<UUID> entry, Kind kind) {
        public Fault {
            requireNonNull(entry);
            requireNonNull(kind);
        }
    }
}
