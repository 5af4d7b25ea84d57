package io.tenancy.core.flag;

/**
 * Where a key falls in a flag, from 0 to 99,999, always the same. All percentages of a flag share it: whoever is among 10 %
 * is among 20 % too, and of two rules with 10 % and 30 % the second one gets the 20 % that are left between them.
 *
 * <p>FNV-1a with 64 bits over the UTF-16 code units of the flag's key, a zero and the targeting key, and then the finalizer
 * of MurmurHash3, which FNV needs to be even in its high bits.
 */
final class Bucket {
    static final int COUNT = 100_000;

    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Bucket() {}

    /** The part of the hash that is the flag's. */
    static long seed(String flag) {
        return step(feed(OFFSET, flag), (char) 0);
    }

    static int of(long seed, String key) {
        long hash = feed(seed, key);
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        hash ^= hash >>> 33;
        return (int) Long.remainderUnsigned(hash, COUNT);
    }

    private static long feed(long seed, String text) {
        long hash = seed;
        for (int place = 0; place < text.length(); place++) {
            hash = step(hash, text.charAt(place));
        }
        return hash;
    }

    private static long step(long hash, char unit) {
        long low = (hash ^ (unit & 0xff)) * PRIME;
        return (low ^ (unit >>> 8)) * PRIME;
    }
}
