package io.tenancy.core.domain;

import static io.tenancy.core.access.Permissions.DOMAIN_READ;
import static io.tenancy.core.access.Permissions.DOMAIN_WRITE;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Page;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import io.tenancy.core.tenant.TenantScope;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/** The domains of the caller's tenant. */
public final class DomainService {
    private static final int MOST = 20;
    private static final int TOKEN_BYTES = 20;
    private static final String LOCK = "domains";

    private final Gate gate;
    private final DomainBook domains;
    private final TxtRecords records;
    private final SecureRandom random;

    public DomainService(Gate gate, DomainBook domains, TxtRecords records, SecureRandom random) {
        this.gate = requireNonNull(gate);
        this.domains = requireNonNull(domains);
        this.records = requireNonNull(records);
        this.random = requireNonNull(random);
    }

    /** All of them, at most 20, on one page. */
    public Page<Domain> list(Caller caller) {
        return gate.query(caller, DOMAIN_READ, scope -> new Page<>(domains.list(scope.id()), Optional.empty()));
    }

    public Domain get(Caller caller, DomainId id) {
        return gate.query(caller, DOMAIN_READ, scope -> existing(scope, id));
    }

    /** Says what has to be in DNS, so that the domain counts as the tenant's. */
    public Domain create(Caller caller, NewDomain wanted) {
        return gate.command(caller, DOMAIN_WRITE, work -> {
            work.lock(LOCK);
            if (domains.list(work.scope().id()).size() >= MOST) {
                throw new Conflict("domain.too_many", "A tenant has at most 20 domains.");
            }
            Domain domain = Domain.of(
                    new DomainId(work.newId()), wanted.name(), token(), work.now(), Optional.empty(), Optional.empty());
            work.record("domain.added", domain.id(), Difference.added("name", domain.name()));
            if (!domains.add(work.scope().id(), domain)) {
                throw new Conflict("domain.exists", "The tenant has this domain already.");
            }
            return domain;
        });
    }

    /** Looks for the proof in DNS, which takes a moment and holds nothing up. */
    public Domain verify(Caller caller, DomainId id) {
        Domain wanted = gate.query(caller, DOMAIN_WRITE, scope -> existing(scope, id));
        boolean isProven = records.of(wanted.record()).contains(wanted.token());
        return gate.command(caller, DOMAIN_WRITE, work -> {
            Domain domain = known(work, id);
            if (!isProven) {
                throw new Conflict(
                        "domain.unproven",
                        "DNS has no TXT record " + domain.record() + " that says the token. It may take a while to"
                                + " appear.");
            }
            return verified(work, domain);
        });
    }

    public void delete(Caller caller, DomainId id) {
        gate.command(caller, DOMAIN_WRITE, work -> {
            Domain domain = known(work, id);
            work.record("domain.deleted", id, Difference.removed("name", domain.name()));
            return domains.delete(work.scope().id(), id);
        });
    }

    private Domain verified(Work work, Domain domain) {
        if (domain.isVerified() && domain.missedAt().isEmpty()) {
            work.changedNothing();
            return domain;
        }
        Instant since = domain.verifiedAt().orElse(work.now());
        Domain verified = domain.seen(Optional.of(since), Optional.empty());
        work.record("domain.verified", domain.id(), Difference.added("name", domain.name()));
        if (!domains.update(work.scope().id(), verified, work.now())) {
            throw new Conflict("domain.taken", "Another tenant has this domain. It has to give it up first.");
        }
        return verified;
    }

    private Domain known(Work work, DomainId id) {
        work.lock(LOCK);
        Domain domain = existing(work.scope(), id);
        work.check(domain);
        return domain;
    }

    private Domain existing(TenantScope scope, DomainId id) {
        return domains.find(scope.id(), id).orElseThrow(() -> new NotFound("domain"));
    }

    private String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
