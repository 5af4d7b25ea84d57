package io.tenancy.server.command;

import io.tenancy.core.access.Actor;
import io.tenancy.core.platform.Confirmation;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.persistence.Persistence;
import io.tenancy.server.Assembly;
import io.tenancy.server.Databases;
import io.tenancy.server.config.Settings;
import io.tenancy.server.mail.Senders;
import java.io.PrintStream;
import java.time.InstantSource;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** {@code tenants purge <slug or id> --confirm <slug>}: erases a deleted or half made tenant for good, now. */
final class TenantsPurge implements TenantsAction {
    @Override
    public String name() {
        return "purge";
    }

    @Override
    public String description() {
        return "Erases a tenant that is deleted, half made or half erased; nobody can take that back";
    }

    @Override
    public void configure(Subparser parser) {
        parser.addArgument("tenant").help("the slug or the id of the tenant");
        parser.addArgument("--confirm").required(true).metavar("SLUG").help("the slug of the tenant, again");
    }

    @Override
    public void run(Settings settings, Databases databases, Namespace arguments, PrintStream out) {
        Confirmation confirmation = new Confirmation(arguments.getString("confirm"));
        databases.requireSafeAndLook();
        Persistence stores = databases.persistence();
        Tenant tenant = TenantsAction.named(stores.tenants(), arguments.getString("tenant"));
        Tenant gone = new Assembly(stores, settings, Senders.of(settings), InstantSource.system())
                .lifecycle()
                .purge(tenant, confirmation, Actor.SYSTEM);
        out.println("The tenant " + gone.slug() + " is erased.");
    }
}
