package io.tenancy.core.domain;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Id;
import java.util.UUID;

/** Identifies a domain of a tenant. */
public record DomainId(UUID value) implements Id {
    public DomainId {
        requireNonNull(value);
    }
}
