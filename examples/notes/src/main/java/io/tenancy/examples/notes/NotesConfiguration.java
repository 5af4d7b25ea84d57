package io.tenancy.examples.notes;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.core.Configuration;
import io.tenancy.server.TenancyFactory;

/** The configuration file: Dropwizard's sections, and {@code tenancy}. Sections of this service would follow. */
public final class NotesConfiguration extends Configuration {
    private final TenancyFactory tenancy;

    public NotesConfiguration(@JsonProperty(value = "tenancy", required = true) TenancyFactory tenancy) {
        this.tenancy = requireNonNull(tenancy);
    }

    public TenancyFactory tenancy() {
        return tenancy;
    }
}
