package io.tenancy.core.setting;

import io.tenancy.core.Check;
import org.jspecify.annotations.Nullable;

/** The value that a setting is to have. */
public record NewValue(String value) {
    public NewValue(@Nullable String value) {
        this.value = Check.optionalText("value", Check.present("value", value), 2_000);
    }
}
