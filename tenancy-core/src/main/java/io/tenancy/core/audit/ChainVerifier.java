package io.tenancy.core.audit;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Parts;
import io.tenancy.core.audit.ChainStore.Linked;
import io.tenancy.core.audit.ChainVerdict.Fault;
import io.tenancy.core.audit.ChainVerdict.Kind;
import io.tenancy.core.tenant.TenantScope;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads a chain from its beginning and names the first place where it is not what was sealed and signed. The beginning is the
 * first entry that there ever was, or the one behind a signed {@link Cut}.
 */
public final class ChainVerifier {
    private static final int PART = 500;

    private final ChainStore chain;
    private final CheckpointStore checkpoints;
    private final CutStore cuts;
    private final SignatureCheck check;

    public ChainVerifier(ChainStore chain, CheckpointStore checkpoints, CutStore cuts, SignatureCheck check) {
        this.chain = requireNonNull(chain);
        this.checkpoints = requireNonNull(checkpoints);
        this.cuts = requireNonNull(cuts);
        this.check = requireNonNull(check);
    }

    /** Looks again where the beginning was cut off meanwhile. */
    public ChainVerdict verify(TenantScope scope) {
        Beginning beginning = beginning(scope);
        while (true) {
            ChainVerdict verdict = verify(scope, beginning);
            Beginning later = verdict.fault().isPresent() ? beginning(scope) : beginning;
            if (later.equals(beginning)) {
                return verdict;
            }
            beginning = later;
        }
    }

    /** The last two cuts, the newest first, and the first place that there is. */
    private record Beginning(List<Cut> cuts, Optional<Long> first) {
        /**
         * Behind which place the chain goes on. A cut is signed before what it cuts off is removed, all at once: until that is
         * done, the one before it holds.
         */
        ChainHead head() {
            if (cuts.isEmpty()) {
                return ChainHead.START;
            }
            Cut newest = cuts.get(0);
            boolean isDone = first.isEmpty() || first.get() > newest.sequence();
            if (isDone) {
                return newest.head();
            }
            return cuts.size() > 1 ? cuts.get(1).head() : ChainHead.START;
        }
    }

    private Beginning beginning(TenantScope scope) {
        return new Beginning(
                cuts.last(scope, 2),
                chain.links(scope, 0, 1).stream()
                        .map(linked -> linked.link().sequence())
                        .findFirst());
    }

    private ChainVerdict verify(TenantScope scope, Beginning beginning) {
        for (Cut cut : beginning.cuts()) {
            if (!cut.isGenuine(scope.id(), check)) {
                return new ChainVerdict(0, fault(cut.sequence(), Optional.empty(), Kind.FORGED));
            }
        }
        ChainHead start = beginning.head();
        ChainHead head = start;
        SignedPlaces signed = new SignedPlaces(scope, start);
        Parts<Linked> links = new Parts<>(PART, (last, limit) -> chain.links(scope, sequence(last, start), limit));
        while (links.hasNext()) {
            Linked linked = links.next();
            Optional<Fault> fault = fault(scope, head, linked);
            head = fault.isEmpty() ? linked.link().head() : head;
            fault = fault.or(() -> signed.fault(linked.link()));
            if (fault.isPresent()) {
                return new ChainVerdict(head.sequence() - start.sequence(), fault);
            }
        }
        return new ChainVerdict(head.sequence() - start.sequence(), end(scope, start, head, signed));
    }

    private static long sequence(Optional<Linked> last, ChainHead start) {
        return last.map(linked -> linked.link().sequence()).orElse(start.sequence());
    }

    /** Behind a cut there always is an entry: the last one of a chain is not cut off. */
    private Optional<Fault> end(TenantScope scope, ChainHead start, ChainHead head, SignedPlaces signed) {
        if (head.equals(start) && start.sequence() > 0) {
            return fault(head.sequence() + 1, Optional.empty(), Kind.MISSING);
        }
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
    private final class SignedPlaces {
        private final TenantScope scope;
        private final Parts<Checkpoint> points;
        private Optional<Checkpoint> next;
        private boolean publicly;

        SignedPlaces(TenantScope scope, ChainHead start) {
            this.scope = scope;
            this.points = new Parts<>(
                    PART,
                    (last, limit) -> checkpoints.list(
                            scope, last.map(Checkpoint::sequence).orElse(start.sequence()), limit));
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
            if (!isGenuine(checkpoint)) {
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

        /**
         * Who has public keys alone leaves out the checkpoints of the time before there were any; behind the first that they
         * verify there is no such one any more.
         */
        private boolean isGenuine(Checkpoint checkpoint) {
            if (check.isSecret(checkpoint.signature())) {
                return !publicly;
            }
            publicly = true;
            return checkpoint.isGenuine(scope.id(), check);
        }

        private Optional<Checkpoint> read() {
            return points.hasNext() ? Optional.of(points.next()) : Optional.empty();
        }
    }
}
