package io.tenancy.core.setting;

import io.tenancy.core.Check;
import org.jspecify.annotations.Nullable;

/** The value that a setting is to have, as JSON has it. It may be a secret, so its text shows nothing. */
public record NewValue(Object value) {
    public NewValue(@Nullable Object value) {
        this.value = Check.present("value", value);
    }

    @Override
    public String toString() {
        return "NewValue[…]";
    }
}
