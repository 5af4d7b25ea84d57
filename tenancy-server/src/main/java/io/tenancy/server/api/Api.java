package io.tenancy.server.api;

import io.dropwizard.core.setup.Environment;
import io.tenancy.server.Services;

/** The HTTP API as a whole. */
public final class Api {
    private Api() {}

    /**
     * Registers every resource, filter and error mapper, and the rules for JSON.
     *
     * @throws IllegalStateException if an operation does not declare who may use it
     */
    public static void register(Environment environment, Services services, ApiSettings settings) {}
}
