package io.tenancy.core.webhook;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;
import io.tenancy.core.tenant.TenantScope;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;

/** Makes the secrets of webhooks, and signs with them. */
public final class Signer {
    private final WebhookSeal seal;
    private final SecureRandom random;

    public Signer(WebhookSeal seal, SecureRandom random) {
        this.seal = requireNonNull(seal);
        this.random = requireNonNull(random);
    }

    Secret newSecret() {
        return Signatures.secret(random);
    }

    String seal(TenantScope scope, WebhookId id, Secret secret) {
        return seal.seal(scope.id(), id, secret);
    }

    /** The secrets with which messages are signed at a time. */
    List<Secret> open(TenantScope scope, WebhookId id, Keys keys, Instant now) {
        return keys.at(now).stream()
                .map(kept -> seal.open(scope.id(), id, kept))
                .toList();
    }
}
