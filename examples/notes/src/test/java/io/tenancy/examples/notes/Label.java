package io.tenancy.examples.notes;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Id;
import java.util.UUID;

/** The record of a second table. */
public record Label(LabelId id, String name) {
    public record LabelId(UUID value) implements Id {
        public LabelId {
            requireNonNull(value);
        }
    }
}
