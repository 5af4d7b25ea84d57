package io.tenancy.core.once;

import io.tenancy.core.TenancyException.Conflict;
import io.tenancy.core.access.Claim;
import io.tenancy.core.tenant.TenantScope;

/** A request that this thread is at. */
public final class Claimed implements Claim {
    private final OnceStore store;
    private final KeptRequest request;
    private final byte[] key;

    Claimed(OnceStore store, KeptRequest request, byte[] key) {
        this.store = store;
        this.request = request;
        this.key = key.clone();
    }

    @Override
    public void worked(TenantScope scope) {
        if (!store.work(scope, request.digest(), request.attempt())) {
            throw new Conflict(
                    "idempotency.taken_over", "This request took so long that another with its key has begun.");
        }
    }

    KeptRequest request() {
        return request;
    }

    byte[] key() {
        return key.clone();
    }
}
