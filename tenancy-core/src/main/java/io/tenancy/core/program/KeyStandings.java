package io.tenancy.core.program;

import io.tenancy.core.apikey.ApiKeyId;
import io.tenancy.core.tenant.TenantScope;
import java.util.Optional;

/**
 * Answers, for each request of a program, whether its key still counts. An implementation may remember an answer, for 2 s
 * at most: so long may a revoked key, a disabled owner or a taken role go on.
 */
public interface KeyStandings {
    /** The standing of a key that is not revoked, expired or not, with an active owner; empty for every other key. */
    Optional<KeyStanding> find(TenantScope scope, ApiKeyId key);
}
