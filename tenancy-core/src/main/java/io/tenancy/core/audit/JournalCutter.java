package io.tenancy.core.audit;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.MasterKey;
import io.tenancy.core.tenant.TenantScope;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Cuts off the beginning of a chain at one of its checkpoints, so that the rest can still be verified: signs where it is cut,
 * and removes then what is before it.
 */
public final class JournalCutter {
    /** About so many entries are removed at once. */
    private static final int BATCH = 2_000;

    private static final int POINTS = 100;

    private final ChainStore chain;
    private final CheckpointStore checkpoints;
    private final CutStore cuts;
    private final OldEntries entries;
    private final CheckpointSigner signer;

    public JournalCutter(
            ChainStore chain, CheckpointStore checkpoints, CutStore cuts, OldEntries entries, MasterKey key) {
        this.chain = requireNonNull(chain);
        this.checkpoints = requireNonNull(checkpoints);
        this.cuts = requireNonNull(cuts);
        this.entries = requireNonNull(entries);
        this.signer = CheckpointSigner.of(key);
    }

    /**
     * The checkpoint at which the chain can be cut off next: what is up to there was signed before a time, and lies before
     * the first place that somebody needs. Empty also where there would be nothing left.
     */
    public Optional<Checkpoint> next(TenantScope scope, Instant before, Optional<Long> needed) {
        long begin = beginning(scope);
        long head = chain.head(scope).sequence();
        List<Checkpoint> old = checkpoints.list(scope, begin, POINTS).stream()
                .filter(point -> point.at().isBefore(before) && point.sequence() <= head)
                .filter(point -> needed.isEmpty() || point.sequence() < needed.get())
                .toList();
        int last = (int)
                old.stream().filter(point -> point.sequence() - begin <= BATCH).count();
        return old.stream()
                .skip(Math.max(0, last - 1))
                .filter(point -> !chain.isExplainedBefore(scope, point.sequence()))
                .findFirst()
                .filter(point -> point.sequence() < head || head - begin > 1);
    }

    /**
     * Signs that the chain begins behind a checkpoint from now on; not where there would be nothing left. It has to be committed
     * before {@link #finish} removes anything, so that who dies in between is continued.
     */
    public void cut(TenantScope scope, Checkpoint last, Instant now) {
        if (chain.head(scope).sequence() > last.sequence()) {
            cuts.add(scope, Cut.of(scope.id(), last, now, signer));
        }
    }

    /** Removes what is before the newest cut, and says how many entries. */
    public int finish(TenantScope scope) {
        long begin = beginning(scope);
        boolean isLeft = chain.links(scope, 0, 1).stream()
                        .anyMatch(linked -> linked.link().sequence() <= begin)
                || checkpoints.list(scope, 0, 1).stream().anyMatch(point -> point.sequence() <= begin);
        if (!isLeft) {
            return 0;
        }
        int removed = entries.remove(scope, begin);
        entries.forget(scope, begin); // nothing asks for what was signed of entries that are gone
        return removed;
    }

    private long beginning(TenantScope scope) {
        return cuts.last(scope, 1).stream().mapToLong(Cut::sequence).findFirst().orElse(0);
    }
}
