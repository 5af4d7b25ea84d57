package io.tenancy.core.passkey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.MasterKey;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * Challenges that every node knows again without having kept them: 128 random bits, the time of their end, and a MAC over
 * both and what they are for. That one is answered once is the store's to say.
 */
final class PasskeyChallenges {
    static final Duration LIFE = Duration.ofMinutes(5);

    private static final String KEY = "passkey-challenge";
    private static final int ID = 16;
    private static final int HEAD = ID + Long.BYTES;
    private static final int LENGTH = HEAD + 32;

    private final MasterKey key;
    private final SecureRandom random;

    PasskeyChallenges(MasterKey key, SecureRandom random) {
        this.key = requireNonNull(key);
        this.random = requireNonNull(random);
    }

    /** One that we made, for this. */
    record Known(UUID id, Instant expiresAt) {}

    /** A new one, in base64url. */
    String fresh(Occasion occasion, Instant now) {
        byte[] id = new byte[ID];
        random.nextBytes(id);
        byte[] head = ByteBuffer.allocate(HEAD)
                .put(id)
                .putLong(now.plus(LIFE).toEpochMilli())
                .array();
        return Base64Url.encode(
                ByteBuffer.allocate(LENGTH).put(head).put(mac(occasion, head)).array());
    }

    /** Knows a challenge again; empty where it was made for something else, by somebody else, or has expired. */
    Optional<Known> known(String challenge, Occasion occasion, Instant now) {
        byte[] bytes = Base64Url.decode(challenge);
        if (bytes.length != LENGTH) {
            return Optional.empty();
        }
        byte[] head = Arrays.copyOf(bytes, HEAD);
        if (!MessageDigest.isEqual(mac(occasion, head), Arrays.copyOfRange(bytes, HEAD, LENGTH))) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(head);
        UUID id = new UUID(buffer.getLong(), buffer.getLong());
        return Optional.of(new Known(id, Instant.ofEpochMilli(buffer.getLong())))
                .filter(known -> now.isBefore(known.expiresAt()));
    }

    private byte[] mac(Occasion occasion, byte[] head) {
        byte[] text = (occasion.purpose().name() + "\n" + occasion.bound() + "\n").getBytes(UTF_8);
        return key.mac(
                KEY,
                ByteBuffer.allocate(text.length + head.length)
                        .put(text)
                        .put(head)
                        .array());
    }
}
