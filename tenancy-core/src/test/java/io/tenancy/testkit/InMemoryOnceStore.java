package io.tenancy.testkit;

import io.tenancy.core.once.KeptRequest;
import io.tenancy.core.once.OnceStore;
import io.tenancy.core.tenant.TenantScope;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Requests that are done once, in memory. */
record InMemoryOnceStore(InMemoryTables tables) implements OnceStore {
    @Override
    public boolean claim(TenantScope scope, KeptRequest request, Instant now) {
        return tables.in(scope, () -> {
            boolean free = known(scope, request.digest())
                    .map(known -> !now.isBefore(known.expiresAt()) || isAbandoned(known, request, now))
                    .orElse(true);
            if (free) {
                tables.keptRequests.put(scope.id(), request.digest(), request);
            }
            return free;
        });
    }

    @Override
    public Optional<KeptRequest> find(TenantScope scope, String digest) {
        return tables.in(scope, () -> known(scope, digest));
    }

    @Override
    public boolean work(TenantScope scope, String digest, UUID attempt) {
        return tables.in(scope, () -> replace(scope, digest, attempt, true, Optional.empty()));
    }

    @Override
    public boolean answer(TenantScope scope, String digest, UUID attempt, String sealed) {
        return tables.in(scope, () -> replace(scope, digest, attempt, false, Optional.of(sealed)));
    }

    @Override
    public boolean release(TenantScope scope, String digest, UUID attempt) {
        return tables.in(
                scope,
                () -> known(scope, digest)
                                .filter(known -> known.attempt().equals(attempt) && !known.worked())
                                .isPresent()
                        && tables.keptRequests.remove(scope.id(), digest));
    }

    @Override
    public int count(TenantScope scope, int most) {
        return tables.in(scope, () ->
                (int) tables.keptRequests.all(scope.id()).limit(most).count());
    }

    @Override
    public int prune(TenantScope scope, Instant now) {
        return tables.in(scope, () -> {
            long before = tables.keptRequests.all(scope.id()).count();
            tables.keptRequests.removeIf(scope.id(), known -> !now.isBefore(known.expiresAt()));
            return (int) (before - tables.keptRequests.all(scope.id()).count());
        });
    }

    private static boolean isAbandoned(KeptRequest known, KeptRequest request, Instant now) {
        return !known.worked()
                && known.answer().isEmpty()
                && !now.isBefore(known.leaseUntil())
                && known.fingerprint().equals(request.fingerprint());
    }

    private boolean replace(TenantScope scope, String digest, UUID attempt, boolean worked, Optional<String> answer) {
        Optional<KeptRequest> mine =
                known(scope, digest).filter(known -> known.attempt().equals(attempt));
        mine.ifPresent(known -> tables.keptRequests.put(
                scope.id(),
                digest,
                new KeptRequest(
                        known.digest(),
                        known.fingerprint(),
                        known.attempt(),
                        known.leaseUntil(),
                        known.expiresAt(),
                        known.worked() || worked,
                        answer.or(known::answer))));
        return mine.isPresent();
    }

    private Optional<KeptRequest> known(TenantScope scope, String digest) {
        return tables.keptRequests.find(scope.id(), digest);
    }
}
