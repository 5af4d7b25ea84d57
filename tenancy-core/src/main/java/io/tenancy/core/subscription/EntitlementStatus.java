package io.tenancy.core.subscription;

import io.tenancy.core.Version;
import io.tenancy.core.Versioned;
import io.tenancy.core.entitlement.EntitlementSource.Definition;
import io.tenancy.core.entitlement.EntitlementSource.Kind;
import io.tenancy.core.entitlement.Included;
import java.time.Instant;
import java.util.Optional;

/**
 * What a tenant may have of an entitlement.
 *
 * @param source who says so
 * @param used how much there is, where that is counted
 * @param expiresAt when the plan holds again, where something else was agreed for a time
 * @param reason why, where something else was agreed; for operators alone
 */
public record EntitlementStatus(
        String entitlement,
        String meaning,
        Kind kind,
        Included included,
        Terms.Source source,
        Optional<Long> used,
        Optional<Instant> expiresAt,
        Optional<String> reason)
        implements Versioned {

    static EntitlementStatus of(Definition definition, Terms terms, Optional<Long> used, boolean why, Instant now) {
        Optional<Exemption> exempt = terms.exemption(definition.entitlement(), now);
        return new EntitlementStatus(
                definition.entitlement().name(),
                definition.meaning(),
                definition.kind(),
                terms.of(definition.entitlement(), now),
                terms.source(definition.entitlement(), now),
                used,
                exempt.flatMap(Exemption::expiresAt),
                exempt.map(Exemption::reason).filter(reason -> why));
    }

    @Override
    public Version tag() {
        return Version.ofContent(included, source, expiresAt, reason);
    }
}
