package io.tenancy.core.job;

import io.tenancy.core.Position;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which jobs of which tenants are due, in the catalogue, so that nobody has to look into every tenant. Within the
 * transaction of a tenant that lives in the catalogue's database an entry is put with it or not at all; elsewhere it is
 * put at once, so there may be an entry without a job, and never a job without its entry.
 */
public interface JobQueue {
    /** Puts a job, in the place of an older entry; whoever has taken that has lost it. */
    void put(QueuedJob job);

    /**
     * Takes the entry that has been due for the longest time, and counts a try. Nobody else gets it before {@code until};
     * who has died by then has not lost it.
     */
    Optional<QueuedJob> claim(Instant now, Instant until);

    /** Replaces an entry of the same number of tries; false where it is somebody else's by now. */
    boolean update(QueuedJob job);

    /** Removes an entry of the same number of tries; false where it is somebody else's by now. */
    boolean remove(QueuedJob job);

    /** At most {@code limit} open jobs of all tenants after a place (its key is empty), in the order of their ids. */
    List<QueuedJob> list(QueueFilter filter, Optional<Position> after, int limit);
}
