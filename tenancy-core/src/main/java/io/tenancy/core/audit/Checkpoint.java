package io.tenancy.core.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.MasterKey;
import io.tenancy.core.tenant.TenantId;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;

/**
 * How long a chain was at a time. Whoever cuts or replaces the chain later cannot sign another one.
 *
 * @param signature the HMAC-SHA-256, in hexadecimal, of the rest and the tenant under a key that is derived from the master key
 */
public record Checkpoint(long sequence, String digest, Instant at, String signature) {
    private static final String PURPOSE = "audit checkpoint";

    public Checkpoint {
        requireNonNull(digest);
        requireNonNull(at);
        requireNonNull(signature);
    }

    static Checkpoint of(TenantId tenant, ChainHead head, Instant at, MasterKey key) {
        return new Checkpoint(head.sequence(), head.digest(), at, signature(tenant, head, at, key));
    }

    boolean isGenuine(TenantId tenant, MasterKey key) {
        String genuine = signature(tenant, new ChainHead(sequence, digest), at, key);
        return MessageDigest.isEqual(genuine.getBytes(UTF_8), signature.getBytes(UTF_8));
    }

    private static String signature(TenantId tenant, ChainHead head, Instant at, MasterKey key) {
        String text = CanonicalJson.of(Map.<String, Object>of(
                "tenant", tenant.value().toString(),
                "sequence", head.sequence(),
                "digest", head.digest(),
                "at", at.toString()));
        return HexFormat.of().formatHex(key.mac(PURPOSE, text.getBytes(UTF_8)));
    }
}
