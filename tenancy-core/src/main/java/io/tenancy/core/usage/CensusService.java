package io.tenancy.core.usage;

import static io.tenancy.core.access.Permissions.PLATFORM_READ_TENANTS;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Gate;
import io.tenancy.core.tenant.AllTenants;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantStore;
import io.tenancy.core.user.UserStore;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/** Counts the users of all tenants now and then, and tells operators what came of it. */
public final class CensusService {
    private static final System.Logger LOG = System.getLogger(CensusService.class.getName());

    private final Gate gate;
    private final AllTenants tenants;
    private final TenantDirectory directory;
    private final UserStore users;
    private final CensusBook book;
    private final InstantSource clock;

    public CensusService(
            Gate gate,
            TenantStore tenants,
            TenantDirectory directory,
            UserStore users,
            CensusBook book,
            InstantSource clock) {
        this.gate = requireNonNull(gate);
        this.tenants = new AllTenants(tenants);
        this.directory = requireNonNull(directory);
        this.users = requireNonNull(users);
        this.book = requireNonNull(book);
        this.clock = requireNonNull(clock);
    }

    /** The last count. */
    public Census last(Caller operator) {
        return gate.query(operator, PLATFORM_READ_TENANTS, scope -> book.last().orElse(Census.NONE));
    }

    /** Counts, one tenant after the other, in its own place; what is interrupted leaves the last count as it is. */
    public void count(BooleanSupplier stopping) {
        Instant begun = clock.instant();
        long sum = 0;
        int counted = 0;
        int missed = 0;
        for (Tenant tenant : tenants) {
            if (stopping.getAsBoolean()) {
                return;
            }
            if (tenant.status().hasPlace()) {
                OptionalLong known = usersOf(tenant);
                sum += known.orElse(0);
                counted += known.isPresent() ? 1 : 0;
                missed += known.isPresent() ? 0 : 1;
            }
        }
        book.keep(new Census(sum, counted, missed, Optional.of(begun)));
    }

    /** Empty for a tenant that cannot be looked into now. */
    private OptionalLong usersOf(Tenant tenant) {
        try {
            return OptionalLong.of(users.count(directory.enterToLook(tenant)));
        } catch (TenancyException e) {
            LOG.log(Level.DEBUG, e.detail());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "The users of tenant " + tenant.id().value() + " are not counted now.", e);
        }
        return OptionalLong.empty();
    }
}
