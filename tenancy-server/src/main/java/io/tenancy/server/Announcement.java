package io.tenancy.server;

import io.dropwizard.lifecycle.ServerLifecycleListener;
import org.eclipse.jetty.server.Server;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log that the server serves, and on which ports; a deployment or a test may wait for the line. */
final class Announcement implements ServerLifecycleListener {
    private static final Logger LOG = LoggerFactory.getLogger(TenancyApplication.class);

    @Override
    public void serverStarted(Server server) {
        LOG.info("Tenancy serves on port {}, operators on port {}.", getLocalPort(server), getAdminPort(server));
    }
}
