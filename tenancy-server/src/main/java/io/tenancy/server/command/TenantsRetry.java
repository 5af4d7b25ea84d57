package io.tenancy.server.command;

import io.tenancy.core.access.Actor;
import io.tenancy.core.tenant.Tenant;
import io.tenancy.core.tenant.Tenant.Status;
import io.tenancy.persistence.Persistence;
import io.tenancy.server.Assembly;
import io.tenancy.server.Databases;
import io.tenancy.server.config.Settings;
import io.tenancy.server.mail.Senders;
import java.io.PrintStream;
import java.time.InstantSource;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** {@code tenants retry <slug or id>}: makes a half made tenant ready, or erases a half erased one. */
final class TenantsRetry implements TenantsAction {
    @Override
    public String name() {
        return "retry";
    }

    @Override
    public String description() {
        return "Makes a tenant ready, or erases it, where that stopped or failed";
    }

    @Override
    public void configure(Subparser parser) {
        parser.addArgument("tenant").help("the slug or the id of the tenant");
    }

    @Override
    public void run(Settings settings, Databases databases, Namespace arguments, PrintStream out) {
        databases.requireSafeAndLook();
        Persistence stores = databases.persistence();
        Tenant tenant = TenantsAction.named(stores.tenants(), arguments.getString("tenant"));
        Tenant done = new Assembly(stores, settings, Senders.of(settings), InstantSource.system())
                .lifecycle()
                .retry(tenant, Actor.SYSTEM);
        out.println("The tenant " + done.slug() + (done.status() == Status.PURGING ? " is erased." : " is active."));
    }
}
