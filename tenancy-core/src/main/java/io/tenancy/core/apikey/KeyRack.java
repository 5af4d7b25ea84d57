package io.tenancy.core.apikey;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Check;
import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.TenancyException.NotFound;
import io.tenancy.core.access.Caller;
import io.tenancy.core.access.Difference;
import io.tenancy.core.access.Permission;
import io.tenancy.core.access.Permissions;
import io.tenancy.core.access.Work;
import io.tenancy.core.entitlement.Entitlements;
import io.tenancy.core.role.Grants;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.tenant.TenantToken;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is done to the keys of an owner, for those who may. */
final class KeyRack {
    private static final int STANDARD_OVERLAP = 24;
    private static final Duration MEMORY = Duration.ofDays(30);

    /** With these a key could give for good what its maker holds for a time. */
    private static final Set<Permission> GIVING = Set.of(
            Permissions.ROLE_ASSIGN,
            Permissions.ROLE_WRITE,
            Permissions.GROUP_WRITE,
            Permissions.SERVICE_ACCOUNT_WRITE,
            Permissions.USER_WRITE);

    private final ApiKeyStore keys;
    private final ApiKeyPolicy policy;
    private final SecureRandom random;

    KeyRack(ApiKeyStore keys, ApiKeyPolicy policy, SecureRandom random) {
        this.keys = requireNonNull(keys);
        this.policy = requireNonNull(policy);
        this.random = requireNonNull(random);
    }

    /** Makes a key that allows no more than the caller, and the owner, may do. */
    IssuedKey issue(Caller caller, Work work, KeyOwner owner, Collection<Permission> held, NewApiKey wanted) {
        Grants.requireHeld(caller, wanted.scopes());
        if (!held.containsAll(wanted.scopes())) {
            throw notHeld();
        }
        Duration life = life(wanted.expiresInDays());
        if (owner.kind() == KeyOwner.Kind.SERVICE_ACCOUNT) {
            boolean gives = wanted.scopes().stream().anyMatch(GIVING::contains);
            Grants.requireHeld(
                    caller, wanted.scopes(), Optional.of(work.now().plus(life)).filter(end -> !gives));
        }
        keys.prune(work.scope(), owner, work.now().minus(MEMORY));
        if (keys.list(work.scope(), owner).size() >= ApiKeyService.MOST) {
            throw new Conflict(
                    "api_key.too_many",
                    "An owner has at most " + ApiKeyService.MOST + " keys, those of late included.");
        }
        work.reserve(Entitlements.API_KEYS, scope -> keys.count(scope, work.now()));
        ApiKeyId id = new ApiKeyId(work.newId());
        TenantToken token = KeyText.fresh(work.scope().id(), id, random);
        ApiKey key = new ApiKey(
                id,
                owner,
                wanted.name(),
                wanted.scopes(),
                work.now(),
                work.now().plus(life),
                Optional.empty(),
                Optional.empty());
        keys.add(work.scope(), key, token.digest());
        return new IssuedKey(key, KeyText.of(token));
    }

    /**
     * Makes a successor that allows the same, as far as its owner may still do it, and lets the old key expire after the
     * overlap.
     */
    IssuedKey rotate(
            Caller caller, Work work, KeyOwner owner, Collection<Permission> held, ApiKeyId id, Rotation wanted) {
        ApiKey old = live(work, owner, id);
        Set<Permission> scopes = old.scopes().stream().filter(held::contains).collect(Collectors.toUnmodifiableSet());
        if (scopes.isEmpty()) {
            throw notHeld();
        }
        Duration overlap = Duration.ofHours(wanted.overlapHours().orElse(STANDARD_OVERLAP));
        Instant end = work.now().plus(overlap);
        if (!keys.expire(work.scope(), id, end)) {
            throw new NotFound("api_key");
        }
        IssuedKey successor =
                issue(caller, work, owner, held, new NewApiKey(old.name(), scopes, wanted.expiresInDays()));
        work.record(
                "api_key.rotated",
                id,
                Difference.between("expiresAt", old.expiresAt(), end.isBefore(old.expiresAt()) ? end : old.expiresAt()),
                Difference.added("successor", successor.key().id().value()));
        work.record("api_key.created", successor.key().id(), Difference.added("scopes", scopes));
        return successor;
    }

    void revoke(Work work, KeyOwner owner, ApiKeyId id) {
        ApiKey key = live(work, owner, id);
        if (keys.revoke(work.scope(), key.id(), work.now())) {
            work.record("api_key.revoked", id);
        }
        work.changedNothing();
    }

    List<ApiKey> list(TenantScope scope, KeyOwner owner) {
        return keys.list(scope, owner);
    }

    ApiKey get(TenantScope scope, KeyOwner owner, ApiKeyId id) {
        return owned(scope, owner, id).orElseThrow(() -> new NotFound("api_key"));
    }

    private ApiKey live(Work work, KeyOwner owner, ApiKeyId id) {
        return owned(work.scope(), owner, id)
                .filter(key -> key.isLive(work.now()))
                .orElseThrow(() -> new NotFound("api_key"));
    }

    private Optional<ApiKey> owned(TenantScope scope, KeyOwner owner, ApiKeyId id) {
        return keys.find(scope, id).filter(key -> key.owner().equals(owner));
    }

    private static Invalid notHeld() {
        return new Invalid("scopes", "scopes.not_held", "The owner of the key does not hold this.");
    }

    private Duration life(Optional<Integer> days) {
        int most = (int) policy.longest().toDays();
        return days.map(wanted -> Check.number("expiresInDays", wanted, 1, most))
                .map(Duration::ofDays)
                .orElse(policy.standard());
    }
}
