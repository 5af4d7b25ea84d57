package io.tenancy.server;

import static java.util.Objects.requireNonNull;

import io.dropwizard.core.Configuration;
import io.tenancy.persistence.TenantSchema;
import io.tenancy.server.config.Settings;
import java.util.function.Function;

/**
 * What the commands have to know of the application that they are in: where its configuration has the settings, and which
 * tables its tenants have.
 */
public record Embedding<C extends Configuration>(
        Class<C> configuration, Function<C, TenancyFactory> section, TenantSchema tables) {
    public Embedding {
        requireNonNull(configuration);
        requireNonNull(section);
        requireNonNull(tables);
    }

    /**
     * The settings of a configuration.
     *
     * @throws Refusal if one of them is missing, malformed or unsafe
     */
    public Settings settings(C configuration) {
        return section.apply(configuration).settings();
    }

    /** The databases of a command, which takes stores as they are. */
    public Databases open(Settings settings) {
        return new Databases(settings.database().asItIs(), tables);
    }

    /** The databases of a server, which migrates the shared tables of a store before it serves it, where it is to. */
    public Databases openToServe(Settings settings) {
        return new Databases(settings.database(), tables);
    }
}
