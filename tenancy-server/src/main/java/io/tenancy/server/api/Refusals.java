package io.tenancy.server.api;

import io.tenancy.core.TenancyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Why requests are refused, for the log: by the code alone, so that nothing of what was sent is in it. */
final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private Refusals() {}

    static void log(int status, TenancyException refusal) {
        LOG.debug("A request is refused: {} {}.", status, refusal.code());
    }
}
