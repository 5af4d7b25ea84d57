package io.tenancy.server;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.configuration.YamlConfigurationFactory;
import io.dropwizard.core.Configuration;
import io.dropwizard.jackson.Jackson;
import io.dropwizard.jersey.validation.Validators;
import io.tenancy.server.config.EnvironmentSource;
import io.tenancy.server.config.Settings;
import java.io.IOException;
import java.util.Map;

/** The configuration file: Dropwizard's sections, and {@code tenancy} with the settings of this deployment. */
public final class TenancyConfiguration extends Configuration {
    private final TenancyFactory tenancy;

    public TenancyConfiguration(@JsonProperty(value = "tenancy", required = true) TenancyFactory tenancy) {
        this.tenancy = requireNonNull(tenancy);
    }

    /**
     * The configuration of the jar for an environment, for those who put a server together without starting one.
     *
     * @throws Refusal if the file in the jar and the environment do not make a configuration
     */
    public static TenancyConfiguration load(Map<String, String> environment) {
        try {
            return new YamlConfigurationFactory<>(
                            TenancyConfiguration.class, Validators.newValidator(), Jackson.newObjectMapper(), "dw")
                    .build(new EnvironmentSource(environment), EnvironmentSource.STANDARD);
        } catch (IOException | ConfigurationException e) {
            throw new Refusal(String.valueOf(e.getMessage()), e);
        }
    }

    /** The section with the settings of this deployment. */
    public TenancyFactory tenancy() {
        return tenancy;
    }

    /**
     * The settings, all of them checked.
     *
     * @throws Refusal if one of them is missing, malformed or unsafe
     */
    public Settings settings() {
        return tenancy.settings();
    }
}
