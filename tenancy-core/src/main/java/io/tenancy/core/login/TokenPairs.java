package io.tenancy.core.login;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.MasterKey;
import io.tenancy.core.policy.SecurityPolicies;
import io.tenancy.core.policy.SecurityPolicy;
import io.tenancy.core.session.Bearer;
import io.tenancy.core.session.Claims;
import io.tenancy.core.session.Session;
import io.tenancy.core.session.Tokens;
import io.tenancy.core.tenant.TenantScope;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** Makes the token pairs of a session. */
public final class TokenPairs {
    private final Tokens tokens;
    private final SessionPolicy policy;
    private final SecurityPolicies policies;
    private final MasterKey key;
    private final Supplier<UUID> ids;

    public TokenPairs(
            Tokens tokens, SessionPolicy policy, SecurityPolicies policies, MasterKey key, Supplier<UUID> ids) {
        this.tokens = requireNonNull(tokens);
        this.policy = requireNonNull(policy);
        this.policies = requireNonNull(policies);
        this.key = requireNonNull(key);
        this.ids = requireNonNull(ids);
    }

    SessionPolicy policy() {
        return policy;
    }

    /** How long sessions live in a tenant. */
    SecurityPolicy policy(TenantScope scope) {
        return policies.of(scope);
    }

    /** A pair whose access token outlives neither its policy nor the session. */
    TokenPair issue(TenantScope scope, Session session, Set<String> roles, int generation, Instant now) {
        AccessToken access = access(scope, session, roles, now);
        return new TokenPair(
                access.accessToken(),
                access.tokenType(),
                access.expiresIn(),
                RefreshToken.of(scope.id(), session, generation, key).text());
    }

    /** An access token that outlives neither its policy nor the session. */
    AccessToken access(TenantScope scope, Session session, Set<String> roles, Instant now) {
        Instant end = now.plus(policy.access());
        Instant expiresAt = end.isBefore(session.expiresAt()) ? end : session.expiresAt();
        Bearer bearer = new Bearer.Person(session.user(), session.id(), session.assurance());
        Claims claims = new Claims(ids.get(), scope.id(), bearer, roles, now, expiresAt);
        return new AccessToken(
                tokens.issue(claims), "Bearer", Duration.between(now, expiresAt).toSeconds());
    }
}
