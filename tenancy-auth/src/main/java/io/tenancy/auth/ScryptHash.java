package io.tenancy.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tenancy.core.Secret;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.SCrypt;

/** A hash of scrypt (RFC 7914) as a PHC string, made elsewhere. */
final class ScryptHash implements KeptHash {
    /** As for {@link Argon2Hash}, in bytes. */
    private static final long MOST_MEMORY = 64L << 20;

    /** N times r times p; twice what the most memory allows in one lane. */
    private static final long MOST_WORK = 1L << 20;

    private static final Pattern PHC = Pattern.compile("\\$scrypt\\$ln=(?<ln>[1-9][0-9]?),r=(?<r>[1-9][0-9]?)"
            + ",p=(?<p>[1-9][0-9]?)\\$(?<salt>[A-Za-z0-9+/]{11,86})\\$(?<tag>[A-Za-z0-9+/]{22,86})");

    private final int cost;
    private final int blocks;
    private final int lanes;
    private final byte[] salt;
    private final byte[] tag;

    private ScryptHash(int cost, int blocks, int lanes, byte[] salt, byte[] tag) {
        this.cost = cost;
        this.blocks = blocks;
        this.lanes = lanes;
        this.salt = salt;
        this.tag = tag;
    }

    static Optional<ScryptHash> parse(String phc) {
        Matcher parts = PHC.matcher(phc);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int logarithm = Integer.parseInt(parts.group("ln"));
        int blocks = Integer.parseInt(parts.group("r"));
        int lanes = Integer.parseInt(parts.group("p"));
        if (logarithm > 20 || !isAffordable(1L << logarithm, blocks, lanes)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ScryptHash(
                    1 << logarithm,
                    blocks,
                    lanes,
                    Base64.getDecoder().decode(parts.group("salt")),
                    Base64.getDecoder().decode(parts.group("tag"))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean matches(Secret password) {
        byte[] computed = SCrypt.generate(password.reveal().getBytes(UTF_8), salt, cost, blocks, lanes, tag.length);
        return MessageDigest.isEqual(tag, computed);
    }

    @Override
    public String toString() {
        return "ScryptHash[…]";
    }

    private static boolean isAffordable(long cost, int blocks, int lanes) {
        return 128 * cost * blocks <= MOST_MEMORY && cost * blocks * lanes <= MOST_WORK;
    }
}
