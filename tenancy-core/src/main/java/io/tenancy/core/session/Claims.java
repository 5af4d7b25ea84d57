package io.tenancy.core.session;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.tenant.TenantId;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * What an access token says (RFC 9068, section 2.2).
 *
 * @param id the {@code jti}
 * @param bearer whom it stands for
 * @param roles the names of the bearer's roles when the token was made; what they allow is asked anew at each request
 */
public record Claims(UUID id, TenantId tenant, Bearer bearer, Set<String> roles, Instant issuedAt, Instant expiresAt) {
    public Claims {
        requireNonNull(id);
        requireNonNull(tenant);
        requireNonNull(bearer);
        roles = Set.copyOf(roles);
        requireNonNull(issuedAt);
        requireNonNull(expiresAt);
    }
}
