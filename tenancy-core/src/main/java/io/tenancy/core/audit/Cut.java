package io.tenancy.core.audit;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.tenant.TenantId;
import java.time.Instant;
import java.util.Map;

/**
 * A checkpoint that has become the beginning of its chain: what was up to there is removed, as the retention of the journal
 * says. Nobody else can sign one, so a beginning that is missing for another reason is found.
 *
 * @param sequence the place of the last entry that is removed
 * @param digest of that place
 * @param signature of the rest and the tenant, in hexadecimal, see {@link CheckpointSigner}
 */
public record Cut(long sequence, String digest, Instant at, String signature) {
    public Cut {
        requireNonNull(digest);
        requireNonNull(at);
        requireNonNull(signature);
    }

    static Cut of(TenantId tenant, Checkpoint last, Instant at, CheckpointSigner signer) {
        return new Cut(last.sequence(), last.digest(), at, signer.sign(text(tenant, last.head(), at)));
    }

    boolean isGenuine(TenantId tenant, SignatureCheck check) {
        return !check.isSecret(signature) && check.isGenuine(text(tenant, head(), at), signature);
    }

    ChainHead head() {
        return new ChainHead(sequence, digest);
    }

    private static String text(TenantId tenant, ChainHead head, Instant at) {
        return CanonicalJson.of(Map.<String, Object>of(
                "tenant", tenant.value().toString(),
                "removed", head.sequence(),
                "digest", head.digest(),
                "at", at.toString()));
    }
}
