package io.tenancy.core.platform;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.audit.ChainVerdict;
import io.tenancy.core.audit.ChainVerifier;
import io.tenancy.core.tenant.AllTenants;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantStore;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks whether somebody has changed the journals of tenants. */
public final class JournalInspection {
    private final TenantStore tenants;
    private final TenantDirectory directory;
    private final ChainVerifier verifier;

    public JournalInspection(TenantStore tenants, TenantDirectory directory, ChainVerifier verifier) {
        this.tenants = requireNonNull(tenants);
        this.directory = requireNonNull(directory);
        this.verifier = requireNonNull(verifier);
    }

    /** What the chain of a tenant's journal is like; empty for a tenant that has no place, or none that is whole. */
    public Optional<ChainVerdict> inspect(Tenant tenant) {
        return Optional.of(tenant)
                .filter(Tenant::isOpen)
                .map(open -> verifier.verify(directory.enterToProvision(open)));
    }

    /** Goes over all tenants of the catalogue. */
    public void forEach(Consumer<Tenant> look) {
        new AllTenants(tenants).forEach(look);
    }
}
