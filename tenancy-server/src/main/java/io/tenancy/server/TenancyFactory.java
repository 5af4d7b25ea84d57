package io.tenancy.server;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.tenancy.server.config.Settings;
import java.util.Map;

/** The section of a configuration file that has the settings of Tenancy; by custom it is called {@code tenancy}. */
public final class TenancyFactory {
    private final Map<String, String> values;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public TenancyFactory(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * The settings, all of them checked.
     *
     * @throws Refusal if one of them is missing, malformed or unsafe
     */
    public Settings settings() {
        return Settings.read(values);
    }
}
