package io.tenancy.auth;

/**
 * The function argon2id, version 1.3 (RFC 9106), without secret and associated data. Bouncy Castle computes it in Java
 * everywhere. A faster library is found by the {@link java.util.ServiceLoader}, and serves only after it has made the same
 * tags; see {@code integrations/tenancy-argon2}.
 */
public interface Argon2 {
    /** What computes it, for the log. */
    String name();

    /**
     * Computes a tag. May be called by many threads at once.
     *
     * @param password stays as it is
     * @param salt 8 bytes or more
     * @param memory KiB, at least 8 for each lane
     * @param passes at least 1
     * @param lanes at least 1
     * @param length of the tag in bytes, at least 4
     * @throws IllegalStateException where it cannot be computed, as when memory is short
     */
    byte[] tag(byte[] password, byte[] salt, int memory, int passes, int lanes, int length);
}
