package io.tenancy.core;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.TenancyException.Invalid;
import java.util.Optional;

/** Which page a client asks for: at most {@code limit} items (1 to 200) after the place that the cursor marks. */
public record PageRequest(Optional<String> cursor, int limit) {
    public static final int DEFAULT_LIMIT = 50;

    public PageRequest {
        requireNonNull(cursor);
        if (limit < 1 || limit > Page.MAX) {
            throw new Invalid("limit", "limit.out_of_range", "The limit is a number from 1 to " + Page.MAX + ".");
        }
    }
}
