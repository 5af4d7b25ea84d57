package io.tenancy.core.tenant;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;
import io.tenancy.core.Sha256;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * An opaque credential such as a refresh token: the tenant whose rows can verify it, the id of the row, and 256 random
 * bits. Of a fresh one {@link #digest()} alone is stored. The tenant in it is a claim until the digest is found there.
 */
public final class TenantToken {
    private static final int SECRET = 32;
    private static final int LENGTH = 16 + 16 + SECRET;

    private final String prefix;
    private final TenantId tenant;
    private final UUID id;
    private final byte[] secret;

    private TenantToken(String prefix, TenantId tenant, UUID id, byte[] secret) {
        this.prefix = prefix;
        this.tenant = tenant;
        this.id = id;
        this.secret = secret;
    }

    /** A new token with 256 fresh bits. The prefix tells a person, and a secret scanner, what kind it is. */
    public static TenantToken fresh(String prefix, TenantId tenant, UUID id, SecureRandom random) {
        byte[] secret = new byte[SECRET];
        random.nextBytes(secret);
        return of(prefix, tenant, id, secret);
    }

    /** The token with a secret of 256 bits that was made elsewhere. */
    public static TenantToken of(String prefix, TenantId tenant, UUID id, byte[] secret) {
        if (secret.length != SECRET) {
            throw new IllegalArgumentException("A secret has " + SECRET + " bytes.");
        }
        return new TenantToken(requireNonNull(prefix), requireNonNull(tenant), requireNonNull(id), secret.clone());
    }

    /** Reads a token of the given kind; empty for anything else, also for another spelling of the same bytes. */
    public static Optional<TenantToken> parse(String prefix, Secret text) {
        String given = text.reveal();
        if (!given.startsWith(prefix) || given.length() > prefix.length() + 2 * LENGTH) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(given.substring(prefix.length()));
            if (bytes.length != LENGTH) {
                return Optional.empty();
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            TenantId tenant = new TenantId(new UUID(buffer.getLong(), buffer.getLong()));
            UUID id = new UUID(buffer.getLong(), buffer.getLong());
            TenantToken token = new TenantToken(prefix, tenant, id, Arrays.copyOfRange(bytes, LENGTH - SECRET, LENGTH));
            return Optional.of(token).filter(read -> read.text().equals(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    public TenantId tenant() {
        return tenant;
    }

    public UUID id() {
        return id;
    }

    /** The SHA-256 of the secret in hexadecimal. 256 random bits need no slow hash. */
    public String digest() {
        return Sha256.hex(secret);
    }

    /** What its holder is given, once. */
    public Secret text() {
        byte[] bytes = ByteBuffer.allocate(LENGTH)
                .putLong(tenant.value().getMostSignificantBits())
                .putLong(tenant.value().getLeastSignificantBits())
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .put(secret)
                .array();
        return new Secret(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    @Override
    public String toString() {
        return "TenantToken[" + prefix + "…]";
    }
}
