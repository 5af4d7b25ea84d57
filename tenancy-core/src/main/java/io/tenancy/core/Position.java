package io.tenancy.core;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** A place in an ordered list: the sort key of an item, and its id where keys are equal. */
public record Position(String key, UUID id) {
    public Position {
        requireNonNull(key);
        requireNonNull(id);
    }
}
