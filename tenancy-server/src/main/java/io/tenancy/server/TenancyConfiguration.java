package io.tenancy.server;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.Configuration;
import io.tenancy.server.config.Settings;
import java.util.Map;

/** The configuration file: Dropwizard's sections, and {@code tenancy} with the settings of this deployment. */
public final class TenancyConfiguration extends Configuration {
    private final Map<String, String> tenancy;

    public TenancyConfiguration(@JsonProperty(value = "tenancy", required = true) Map<String, String> tenancy) {
        this.tenancy = Map.copyOf(tenancy);
    }

    /**
     * The settings, all of them checked.
     *
     * @throws Refusal if one of them is missing, malformed or unsafe
     */
    public Settings settings() {
        return Settings.read(tenancy);
    }
}
