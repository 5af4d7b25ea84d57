package io.tenancy.server.api;

import io.tenancy.core.decision.Verdict;
import java.util.List;
import java.util.Optional;

/** What a resource server is told; of a no, the reason. */
record AccessDecision(boolean decision, Optional<Reason> context) {
    /** Why not. */
    record Reason(Verdict reason) {}

    /** The answers to several requests, in their order. */
    record Decisions(List<AccessDecision> evaluations) {}

    static AccessDecision of(Verdict verdict) {
        boolean permitted = verdict == Verdict.PERMITTED;
        return new AccessDecision(permitted, permitted ? Optional.empty() : Optional.of(new Reason(verdict)));
    }
}
