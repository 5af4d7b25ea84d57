package io.tenancy.core.feature;

import static io.tenancy.core.access.Permissions.PLATFORM_READ_FLAGS;
import static io.tenancy.core.access.Permissions.PLATFORM_WRITE_FLAGS;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Page;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Gate;
import io.tenancy.core.access.Work;
import io.tenancy.core.flag.Assignment;
import io.tenancy.core.flag.Flag;
import io.tenancy.core.flag.FlagStore;
import io.tenancy.core.flag.NewAssignment;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantStore;
import java.util.List;
import java.util.Optional;

/** What operators agree with one tenant about flags. */
public final class TenantFlagService {
    private final Gate gate;
    private final TenantStore tenants;
    private final FlagStore flags;

    public TenantFlagService(Gate gate, TenantStore tenants, FlagStore flags) {
        this.gate = requireNonNull(gate);
        this.tenants = requireNonNull(tenants);
        this.flags = requireNonNull(flags);
    }

    /** All that was agreed and has not ended, on one page. */
    public Page<AssignedVariant> list(Caller caller, TenantId id) {
        return gate.query(caller, PLATFORM_READ_FLAGS, scope -> {
            List<Assignment> agreed = flags.agreed(existing(id));
            return new Page<>(
                    flags.all().stream()
                            .map(flag -> AssignedVariant.of(flag, AssignedVariant.current(agreed, flag, gate.now())))
                            .filter(one -> one.variant().isPresent())
                            .toList(),
                    Optional.empty());
        });
    }

    public AssignedVariant get(Caller caller, TenantId id, String key) {
        return gate.query(caller, PLATFORM_READ_FLAGS, scope -> {
            TenantId tenant = existing(id);
            Flag flag = known(key);
            return AssignedVariant.of(flag, current(tenant, flag));
        });
    }

    /** Gives a tenant a variant; from the next evaluation on, on every node within 2 s. */
    public AssignedVariant agree(Caller caller, TenantId id, String key, NewAssignment wanted) {
        return gate.command(caller, PLATFORM_WRITE_FLAGS, work -> {
            TenantId tenant = existing(id);
            Flag flag = known(key);
            Optional<Assignment> before = checked(work, tenant, flag);
            Assignment assignment = wanted.of(flag, work.now());
            if (before.map(Assignment::tag).equals(Optional.of(assignment.tag()))) {
                work.changedNothing();
                return AssignedVariant.of(flag, before);
            }
            flags.agree(tenant, assignment);
            work.record("flag.agreed", tenant, Assignment.differences(key, before, Optional.of(assignment)));
            return AssignedVariant.of(flag, Optional.of(assignment));
        });
    }

    /** Lets the rules, and what the tenant says itself, count again. */
    public AssignedVariant withdraw(Caller caller, TenantId id, String key) {
        return gate.command(caller, PLATFORM_WRITE_FLAGS, work -> {
            TenantId tenant = existing(id);
            Flag flag = known(key);
            Optional<Assignment> before = checked(work, tenant, flag);
            if (flags.withdraw(tenant, flag.id())) {
                work.record("flag.withdrawn", tenant, Assignment.differences(key, before, Optional.empty()));
            } else {
                work.changedNothing();
            }
            return AssignedVariant.of(flag, Optional.empty());
        });
    }

    private Optional<Assignment> checked(Work work, TenantId tenant, Flag flag) {
        work.lock("flags of " + tenant.value());
        Optional<Assignment> before = current(tenant, flag);
        work.check(AssignedVariant.of(flag, before));
        return before;
    }

    private Optional<Assignment> current(TenantId tenant, Flag flag) {
        return AssignedVariant.current(flags.agreed(tenant), flag, gate.now());
    }

    private TenantId existing(TenantId id) {
        return tenants.find(id).orElseThrow(() -> new NotFound("tenant")).id();
    }

    private Flag known(String key) {
        return flags.find(key).orElseThrow(() -> new NotFound("flag"));
    }
}
