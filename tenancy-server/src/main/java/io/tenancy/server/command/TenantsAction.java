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

    void run(Settings settings, Namespace arguments, PrintStream out) throws Exception;

    /** The stores of the configuration, of which those are served that keep tenants apart; the caller closes them. */
    static Databases databases(Settings settings) {
        Databases databases = new Databases(settings.database().asItIs());
        try {
            databases.requireSafe();
            databases.stores().forEach(databases::look);
            return databases;
        } catch (RuntimeException e) {
            databases.close();
            throw e;
        }
    }

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
