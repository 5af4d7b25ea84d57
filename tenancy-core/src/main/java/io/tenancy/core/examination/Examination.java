package io.tenancy.core.examination;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * What was found when the place of a tenant was looked at; dangers come first.
 *
 * @param at when that was
 */
public record Examination(Instant at, List<TenantFinding> findings) {
    public Examination {
        requireNonNull(at);
        findings = List.copyOf(findings);
    }
}
