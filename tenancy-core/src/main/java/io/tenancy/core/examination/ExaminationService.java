package io.tenancy.core.examination;

import static io.tenancy.core.access.Permissions.PLATFORM_READ_TENANTS;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.TenancyException.Unavailable;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Gate;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Semaphore;

/** Shows operators what is wrong with the place of a tenant. One is looked at at a time, so that requests keep their connections. */
public final class ExaminationService {
    private static final Duration SOON = Duration.ofSeconds(2);

    private final Gate gate;
    private final TenantStore tenants;
    private final Examiner examiner;
    private final InstantSource clock;
    private final Semaphore turn = new Semaphore(1);

    public ExaminationService(Gate gate, TenantStore tenants, Examiner examiner, InstantSource clock) {
        this.gate = requireNonNull(gate);
        this.tenants = requireNonNull(tenants);
        this.examiner = requireNonNull(examiner);
        this.clock = requireNonNull(clock);
    }

    /**
     * Looks at the place of a tenant and at its store as they are now.
     *
     * @throws Unavailable while another one is looked at
     */
    public Examination examine(Caller caller, TenantId id) {
        return gate.query(
                caller,
                PLATFORM_READ_TENANTS,
                scope -> inTurn(tenants.find(id).orElseThrow(() -> new NotFound("tenant"))));
    }

    private Examination inTurn(Tenant tenant) {
        if (!turn.tryAcquire()) {
            throw new Unavailable("examination.busy", "Another tenant is looked at just now. Try again soon.", SOON);
        }
        try {
            List<TenantFinding> findings = examiner.examine(tenant).stream()
                    .sorted(Comparator.comparing(TenantFinding::severity))
                    .toList();
            return new Examination(clock.instant(), findings);
        } finally {
            turn.release();
        }
    }
}
