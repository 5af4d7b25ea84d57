package io.tenancy.core;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One page of a list; {@code next} is the cursor of the following page, and empty on the last one. */
public record Page<T>(List<T> items, Optional<String> next) {
    /** The most items that one page holds. */
    public static final int MAX = 200;

    public Page {
        items = List.copyOf(items);
    }

    /** The page made of {@code found}, which was asked for with one item more than {@code limit}. */
    static <T> Page<T> of(List<T> found, int limit, Function<T, String> cursor) {
        if (found.size() <= limit) {
            return new Page<>(found, Optional.empty());
        }
        List<T> items = found.subList(0, limit);
        return new Page<>(items, Optional.of(cursor.apply(items.get(limit - 1))));
    }
}
