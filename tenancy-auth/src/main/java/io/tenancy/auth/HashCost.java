package io.tenancy.auth;

/**
 * What it costs to compute the hash of a password by argon2id on one lane. The least is what OWASP's cheat sheet asks for.
 *
 * @param memory in KiB; 19,456 to 65,536
 * @param passes over that memory; 2 to 10
 */
public record HashCost(int memory, int passes) {
    public static final int LEAST_MEMORY = 19_456;
    public static final int MOST_MEMORY = 65_536;
    public static final int LEAST_PASSES = 2;
    public static final int MOST_PASSES = 10;

    /** 19 MiB and two passes. */
    public static final HashCost DEFAULT = new HashCost(LEAST_MEMORY, LEAST_PASSES);

    public HashCost {
        if (memory < LEAST_MEMORY || memory > MOST_MEMORY) {
            throw new IllegalArgumentException("The memory is from 19456 to 65536 KiB.");
        }
        if (passes < LEAST_PASSES || passes > MOST_PASSES) {
            throw new IllegalArgumentException("The passes are from 2 to 10.");
        }
    }
}
