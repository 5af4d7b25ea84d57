package io.tenancy.server.command;

import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantStore;
import io.tenancy.server.Databases;
import io.tenancy.server.config.Settings;
import java.io.PrintStream;
import java.util.Optional;
import java.util.UUID;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** One of the things that {@link TenantsCommand} does. */
interface TenantsAction {
    String name();

    String description();

    /** Adds the arguments of this action. */
    void configure(Subparser parser);

    /** Does it; what needs databases that are migrated and keep tenants apart makes sure of that first. */
    void run(Settings settings, Databases databases, Namespace arguments, PrintStream out) throws Exception;

    /** The tenant that a person names by its slug or its id. */
    static Tenant named(TenantStore tenants, String slugOrId) {
        return tenants.findBySlug(slugOrId)
                .or(() -> id(slugOrId).flatMap(tenants::find))
                .orElseThrow(() -> new NotFound("tenant"));
    }

    private static Optional<TenantId> id(String text) {
        try {
            return Optional.of(new TenantId(UUID.fromString(text)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
