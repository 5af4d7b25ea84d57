package io.tenancy.core.oauth;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Permission;
import io.tenancy.core.tenant.TenantId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a token that is good says of who comes with it (RFC 7662, section 2.2).
 *
 * @param id the {@code jti} of an access token, the id of a key
 * @param subject a user or a service account
 * @param client the service account of a program's token; empty for a token of a person
 * @param scope what it allows now
 */
public record Introspected(
        UUID id,
        TenantId tenant,
        UUID subject,
        Optional<UUID> client,
        Set<Permission> scope,
        Instant issuedAt,
        Instant expiresAt) {
    public Introspected {
        requireNonNull(id);
        requireNonNull(tenant);
        requireNonNull(subject);
        requireNonNull(client);
        scope = Set.copyOf(scope);
        requireNonNull(issuedAt);
        requireNonNull(expiresAt);
    }
}
