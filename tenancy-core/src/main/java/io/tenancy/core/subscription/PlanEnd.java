package io.tenancy.core.subscription;

import io.tenancy.core.access.Work;
import java.time.Instant;

/** Hears, in the same transaction, that a tenant leaves its plan or its interval: who bills closes its books up to then. */
public interface PlanEnd {
    /** Where nobody wants to know. */
    PlanEnd UNHEARD = (work, before, at) -> {};

    /**
     * Takes note of it.
     *
     * @param before what the tenant has up to then
     */
    void ended(Work work, Terms before, Instant at);
}
