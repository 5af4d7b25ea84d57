package io.tenancy.core.setting;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A value that somebody has set, as it is kept.
 *
 * @param value sealed, where it is a secret
 */
public record SetValue(String key, String value, Instant setAt) {
    public SetValue {
        requireNonNull(key);
        requireNonNull(value);
        requireNonNull(setAt);
    }
}
