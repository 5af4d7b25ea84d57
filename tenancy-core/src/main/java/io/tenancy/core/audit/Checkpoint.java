package io.tenancy.core.audit;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.tenant.TenantId;
import java.time.Instant;
import java.util.Map;

/**
 * How long a chain was at a time. Whoever cuts or replaces the chain later cannot sign another one.
 *
 * @param signature of the rest and the tenant, in hexadecimal, see {@link CheckpointSigner}
 */
public record Checkpoint(long sequence, String digest, Instant at, String signature) {
    public Checkpoint {
        requireNonNull(digest);
        requireNonNull(at);
        requireNonNull(signature);
    }

    static Checkpoint of(TenantId tenant, ChainHead head, Instant at, CheckpointSigner signer) {
        return new Checkpoint(head.sequence(), head.digest(), at, signer.sign(text(tenant, head, at)));
    }

    boolean isGenuine(TenantId tenant, SignatureCheck check) {
        return check.isGenuine(text(tenant, head(), at), signature);
    }

    ChainHead head() {
        return new ChainHead(sequence, digest);
    }

    private static String text(TenantId tenant, ChainHead head, Instant at) {
        return CanonicalJson.of(Map.<String, Object>of(
                "tenant", tenant.value().toString(),
                "sequence", head.sequence(),
                "digest", head.digest(),
                "at", at.toString()));
    }
}
