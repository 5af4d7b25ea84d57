package io.tenancy.core.domain;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Unavailable;
import io.tenancy.core.access.Actor;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import io.tenancy.core.domain.DomainBook.Owned;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantScope;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Looks for the proofs of verified domains again, of each once a day. A domain whose proof is not there for seven days is
 * not the tenant's any more: it may have been sold.
 */
public final class DomainWatch {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration PATIENCE = Duration.ofDays(7);
    private static final int AT_ONCE = 50;

    private final Gate gate;
    private final TenantDirectory directory;
    private final DomainBook domains;
    private final TxtRecords records;

    public DomainWatch(Gate gate, TenantDirectory directory, DomainBook domains, TxtRecords records) {
        this.gate = requireNonNull(gate);
        this.directory = requireNonNull(directory);
        this.domains = requireNonNull(domains);
        this.records = requireNonNull(records);
    }

    /** Looks at those that are due, at most 50; where DNS does not answer, nothing is concluded from that. */
    public void run(BooleanSupplier stopping) {
        for (Owned owned : domains.due(gate.now().minus(DAY), AT_ONCE)) {
            if (stopping.getAsBoolean()) {
                return;
            }
            directory.enterToVerify(owned.tenant()).ifPresent(scope -> look(scope, owned.domain()));
        }
    }

    private void look(TenantScope scope, Domain domain) {
        Optional<Boolean> isProven = isProven(domain);
        gate.act(scope, Actor.SYSTEM, work -> {
            work.lock("domains");
            Optional<Domain> known = domains.find(scope.id(), domain.id()).filter(Domain::isVerified);
            return known.isEmpty() ? work.changedNothing() : conclude(work, known.get(), isProven);
        });
    }

    private boolean conclude(Work work, Domain domain, Optional<Boolean> isProven) {
        Instant now = work.now();
        Domain seen = isProven.map(proven -> outcome(domain, proven, now)).orElse(domain);
        if (seen.isVerified()) {
            work.changedNothing();
        } else {
            work.record("domain.lost", domain.id(), Difference.removed("name", domain.name()));
        }
        return domains.update(work.scope().id(), seen, now);
    }

    private static Domain outcome(Domain domain, boolean isProven, Instant now) {
        if (isProven) {
            return domain.seen(domain.verifiedAt(), Optional.empty());
        }
        Instant since = domain.missedAt().orElse(now);
        return since.plus(PATIENCE).isAfter(now)
                ? domain.seen(domain.verifiedAt(), Optional.of(since))
                : domain.seen(Optional.empty(), Optional.empty());
    }

    private Optional<Boolean> isProven(Domain domain) {
        try {
            return Optional.of(records.of(domain.record()).contains(domain.token()));
        } catch (Unavailable e) {
            return Optional.empty();
        }
    }
}
