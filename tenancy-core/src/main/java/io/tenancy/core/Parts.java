package io.tenancy.core;

import static java.util.Objects.requireNonNull;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A long list that is read in parts while its items are taken: the first part at once, each other one when it is needed. A
 * part that is not full is the last. Not for use by several threads.
 */
public final class Parts<T> implements Iterator<T> {
    private final int size;
    private final BiFunction<Optional<T>, Integer, List<T>> read;
    private List<T> part;
    private int next;

    /**
     * Begins to read.
     *
     * @param read answers at most so many items after one, or from the beginning
     */
    public Parts(int size, BiFunction<Optional<T>, Integer, List<T>> read) {
        this.size = size;
        this.read = requireNonNull(read);
        this.part = read.apply(Optional.empty(), size);
    }

    @Override
    public boolean hasNext() {
        if (next == part.size() && next == size) {
            part = read.apply(Optional.of(part.get(size - 1)), size);
            next = 0;
        }
        return next < part.size();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return part.get(next++);
    }
}
