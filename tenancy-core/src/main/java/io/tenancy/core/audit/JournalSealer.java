package io.tenancy.core.audit;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.MasterKey;
import io.tenancy.core.access.Transactions;
import io.tenancy.core.access.Work;
import io.tenancy.core.tenant.TenantScope;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * Gives entries of a journal their place in its chain, after they are committed: no command waits for another one because
 * of it. Any number of nodes may seal; those of one tenant take turns.
 */
public final class JournalSealer {
    /** How much of the end of a chain may be without a checkpoint: what was sealed in this time. */
    public static final Duration UNSIGNED = Duration.ofMinutes(1);

    private static final int BATCH = 500;

    private final Transactions transactions;
    private final ChainStore chain;
    private final CheckpointStore checkpoints;
    private final CheckpointSigner signer;
    private final InstantSource clock;

    public JournalSealer(
            Transactions transactions,
            ChainStore chain,
            CheckpointStore checkpoints,
            MasterKey key,
            InstantSource clock) {
        this.transactions = requireNonNull(transactions);
        this.chain = requireNonNull(chain);
        this.checkpoints = requireNonNull(checkpoints);
        this.signer = CheckpointSigner.of(key);
        this.clock = requireNonNull(clock);
    }

    /** Seals whatever waits, 500 entries to a transaction, and says how many there were. */
    public int seal(TenantScope scope) {
        return seal(() -> transactions.run(scope, () -> sealSome(scope)));
    }

    /** The same as a part of a command, whose own entries are written later and are not among them. */
    public int seal(Work work) {
        return seal(() -> sealSome(work.scope()));
    }

    private static int seal(IntSupplier some) {
        int sealed = 0;
        int batch;
        do {
            batch = some.getAsInt();
            sealed += batch;
        } while (batch == BATCH);
        return sealed;
    }

    /** Signs the end of the chain where it has grown and was not signed for a minute. Whether all of it is signed now. */
    public boolean sign(TenantScope scope) {
        ChainHead head = chain.head(scope);
        Optional<Checkpoint> last = checkpoints.last(scope);
        Instant now = clock.instant();
        if (last.map(Checkpoint::sequence).orElse(0L) >= head.sequence()) {
            return true;
        }
        if (last.filter(signed -> now.isBefore(signed.at().plus(UNSIGNED))).isPresent()) {
            return false;
        }
        checkpoints.add(scope, Checkpoint.of(scope.id(), head, now, signer));
        return true;
    }

    private int sealSome(TenantScope scope) {
        transactions.lock(scope, "journal chain");
        List<Sealable> waiting = chain.unsealed(scope, BATCH);
        if (waiting.isEmpty()) {
            return 0;
        }
        ChainHead head = chain.head(scope);
        List<ChainLink> links = new ArrayList<>();
        for (Sealable sealable : waiting) {
            ChainLink link = ChainLink.after(head, scope.id(), sealable);
            links.add(link);
            head = link.head();
        }
        chain.seal(scope, links, clock.instant());
        return links.size();
    }
}
