package io.tenancy.persistence;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Brings changes, of this node and of others, to whoever remembers what has changed. Safe for use by many threads. */
final class Changes {
    private final List<Ears> all = new CopyOnWriteArrayList<>();

    private record Ears(Consumer<Change> one, Runnable any) {}

    /**
     * Adds somebody who remembers.
     *
     * @param one is told what has changed
     * @param any is told that anything may have changed
     */
    void tell(Consumer<Change> one, Runnable any) {
        all.add(new Ears(requireNonNull(one), requireNonNull(any)));
    }

    void happened(Change change) {
        all.forEach(ears -> ears.one().accept(change));
    }

    /** Says that changes may have gone by unheard. */
    void anyMayHaveHappened() {
        all.forEach(ears -> ears.any().run());
    }
}
