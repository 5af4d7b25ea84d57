package io.tenancy.core.audit;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.MasterKey;
import io.tenancy.core.Parts;
import io.tenancy.core.audit.ChainStore.Linked;
import io.tenancy.core.audit.ChainVerdict.Fault;
import io.tenancy.core.audit.ChainVerdict.Kind;
import io.tenancy.core.tenant.TenantScope;
import java.util.Optional;
import java.util.UUID;

/** Reads a chain from its beginning and names the first place where it is not what was sealed and signed. */
public final class ChainVerifier {
    private static final int PART = 500;

    private final ChainStore chain;
    private final CheckpointStore checkpoints;
    private final MasterKey key;

    public ChainVerifier(ChainStore chain, CheckpointStore checkpoints, MasterKey key) {
        this.chain = requireNonNull(chain);
        this.checkpoints = requireNonNull(checkpoints);
        this.key = requireNonNull(key);
    }

    public ChainVerdict verify(TenantScope scope) {
        ChainHead head = ChainHead.START;
        Signed signed = new Signed(scope);
        Parts<Linked> links = new Parts<>(PART, (last, limit) -> chain.links(scope, sequence(last), limit));
        while (links.hasNext()) {
            Linked linked = links.next();
            Optional<Fault> fault = fault(scope, head, linked);
            head = fault.isEmpty() ? linked.link().head() : head;
            fault = fault.or(() -> signed.fault(linked.link()));
            if (fault.isPresent()) {
                return new ChainVerdict(head.sequence(), fault);
            }
        }
        return new ChainVerdict(head.sequence(), end(scope, head, signed));
    }

    private static long sequence(Optional<Linked> last) {
        return last.map(linked -> linked.link().sequence()).orElse(0L);
    }

    private Optional<Fault> end(TenantScope scope, ChainHead head, Signed signed) {
        return signed.beyond(head)
                .or(() -> chain.loose(scope)
                        .map(entry -> new Fault(head.sequence() + 1, Optional.of(entry), Kind.LOOSE)));
    }

    private Optional<Fault> fault(TenantScope scope, ChainHead previous, Linked linked) {
        ChainLink link = linked.link();
        long expected = previous.sequence() + 1;
        if (link.sequence() != expected) {
            return fault(expected, Optional.empty(), Kind.MISSING);
        }
        Optional<UUID> id = Optional.of(link.entry());
        if (linked.sealed().isEmpty()) {
            return fault(expected, id, Kind.MISSING);
        }
        Sealable sealed = linked.sealed().get();
        boolean same = areDetails(scope, sealed, link)
                && sealed.digest(scope.id(), previous, link.details()).equals(link.digest());
        return same ? Optional.empty() : fault(expected, id, Kind.CHANGED);
    }

    /** Details that are gone are as they should be where the journal says that the entry is about somebody who is erased. */
    private boolean areDetails(TenantScope scope, Sealable sealed, ChainLink link) {
        return sealed.isErased()
                ? chain.isErased(scope, sealed.named())
                : sealed.details().equals(link.details());
    }

    private static Optional<Fault> fault(long sequence, Optional<UUID> entry, Kind kind) {
        return Optional.of(new Fault(sequence, entry, kind));
    }

    /** The checkpoints, read along with the chain. */
    private final class Signed {
        private final TenantScope scope;
        private final Parts<Checkpoint> points;
        private Optional<Checkpoint> next;

        Signed(TenantScope scope) {
            this.scope = scope;
            this.points = new Parts<>(
                    PART,
                    (last, limit) -> checkpoints.list(
                            scope, last.map(Checkpoint::sequence).orElse(0L), limit));
            this.next = read();
        }

        /** What is wrong with a link that was signed. */
        Optional<Fault> fault(ChainLink link) {
            Optional<Checkpoint> here = next.filter(checkpoint -> checkpoint.sequence() == link.sequence());
            if (here.isEmpty()) {
                return Optional.empty();
            }
            next = read();
            Checkpoint checkpoint = here.get();
            if (!checkpoint.isGenuine(scope.id(), key)) {
                return ChainVerifier.fault(link.sequence(), Optional.of(link.entry()), Kind.FORGED);
            }
            return checkpoint.digest().equals(link.digest())
                    ? Optional.empty()
                    : ChainVerifier.fault(link.sequence(), Optional.of(link.entry()), Kind.CHANGED);
        }

        /** Where a checkpoint knows of more than there is, the end was cut off. */
        Optional<Fault> beyond(ChainHead head) {
            return next.flatMap(checkpoint -> ChainVerifier.fault(head.sequence() + 1, Optional.empty(), Kind.CUT));
        }

        private Optional<Checkpoint> read() {
            return points.hasNext() ? Optional.of(points.next()) : Optional.empty();
        }
    }
}
