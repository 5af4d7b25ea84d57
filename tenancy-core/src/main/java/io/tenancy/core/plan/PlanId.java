package io.tenancy.core.plan;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Id;
import java.util.UUID;

/** Identifies one version of a plan. */
public record PlanId(UUID value) implements Id {
    public PlanId {
        requireNonNull(value);
    }
}
