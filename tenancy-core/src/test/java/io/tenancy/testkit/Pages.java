package io.tenancy.testkit;

import io.tenancy.core.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Reads a list of a store page by page, as a client does. */
final class Pages {
    private static final int MOST = 10_000;

    private Pages() {}

    static <T> List<T> all(
            BiFunction<Optional<Position>, Integer, List<T>> read, Function<T, Position> position, int limit) {
        List<T> all = new ArrayList<>();
        List<T> page = read.apply(Optional.empty(), limit);
        while (!page.isEmpty() && all.size() < MOST) {
            if (page.size() > limit) {
                throw new AssertionError("A page of " + limit + " has " + page.size() + " items.");
            }
            all.addAll(page);
            page = read.apply(Optional.of(position.apply(page.get(page.size() - 1))), limit);
        }
        return all;
    }
}
