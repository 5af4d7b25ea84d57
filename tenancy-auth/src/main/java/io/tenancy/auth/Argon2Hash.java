package io.tenancy.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenancy.core.Secret;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An argon2id hash (RFC 9106) and its PHC string. New ones have the parameters that OWASP's password storage cheat sheet
 * recommends: 19 MiB, 2 passes, 1 lane.
 */
final class Argon2Hash implements KeptHash {
    private static final int LANES = 1;
    private static final int SALT = 16;
    private static final int TAG = 32;

    /** What the hash of another maker may cost: the defaults of common libraries, and no request takes a node down. */
    private static final int MOST_MEMORY = HashCost.MOST_MEMORY;

    private static final int MOST_PASSES = HashCost.MOST_PASSES;
    private static final int MOST_LANES = 16;

    private static final Pattern PHC =
            Pattern.compile("\\$argon2id\\$v=19\\$m=(?<m>[1-9][0-9]{0,5}),t=(?<t>[1-9][0-9]?)"
                    + ",p=(?<p>[1-9][0-9]?)\\$(?<salt>[A-Za-z0-9+/]{11,86})\\$(?<tag>[A-Za-z0-9+/]{22,86})");

    private final int memory;
    private final int passes;
    private final int lanes;
    private final byte[] salt;
    private final byte[] tag;

    private Argon2Hash(int memory, int passes, int lanes, byte[] salt, byte[] tag) {
        this.memory = memory;
        this.passes = passes;
        this.lanes = lanes;
        this.salt = salt;
        this.tag = tag;
    }

    /** The hash of a password with today's parameters and a salt of its own. */
    static Argon2Hash of(Secret password, HashCost cost, SecureRandom random) {
        Argon2Hash empty = decoy(cost, random);
        return new Argon2Hash(cost.memory(), cost.passes(), LANES, empty.salt, empty.tagOf(password));
    }

    /** A hash of no password, which costs as much to compare with as any of today's. */
    static Argon2Hash decoy(HashCost cost, SecureRandom random) {
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        return new Argon2Hash(cost.memory(), cost.passes(), LANES, salt, new byte[TAG]);
    }

    /** Reads a PHC string; empty for another algorithm or version, for what is malformed, and for what costs too much. */
    static Optional<Argon2Hash> parse(String phc) {
        Matcher parts = PHC.matcher(phc);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            Argon2Hash hash = new Argon2Hash(
                    Integer.parseInt(parts.group("m")),
                    Integer.parseInt(parts.group("t")),
                    Integer.parseInt(parts.group("p")),
                    Base64.getDecoder().decode(parts.group("salt")),
                    Base64.getDecoder().decode(parts.group("tag")));
            return Optional.of(hash)
                    .filter(Argon2Hash::isAffordable)
                    .filter(read -> read.phc().equals(phc));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean matches(Secret password) {
        return MessageDigest.isEqual(tag, tagOf(password));
    }

    /** Whether it is as it would be made today. */
    boolean costs(HashCost cost) {
        return memory == cost.memory()
                && passes == cost.passes()
                && lanes == LANES
                && salt.length == SALT
                && tag.length == TAG;
    }

    String phc() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + memory + ",t=" + passes + ",p=" + lanes + "$" + base64.encodeToString(salt) + "$"
                + base64.encodeToString(tag);
    }

    @Override
    public String toString() {
        return "Argon2Hash[…]";
    }

    private boolean isAffordable() {
        return memory >= 8 * lanes && memory <= MOST_MEMORY && passes <= MOST_PASSES && lanes <= MOST_LANES;
    }

    private byte[] tagOf(Secret password) {
        byte[] bytes = password.reveal().getBytes(UTF_8);
        try {
            return FastestArgon2.get().tag(bytes, salt, memory, passes, lanes, tag.length);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
