package io.tenancy.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.ExtendedDigest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;

/** A hash of PBKDF2 (RFC 8018) as a PHC string, made elsewhere. */
final class Pbkdf2Hash implements KeptHash {
    /** The most iterations: as many as OWASP's password storage cheat sheet asks for, and a little more. */
    private static final Map<String, Function> FUNCTIONS = Map.of(
            "sha1", new Function(SHA1Digest::new, 1_300_000),
            "sha256", new Function(SHA256Digest::new, 650_000),
            "sha512", new Function(SHA512Digest::new, 250_000));

    private static final Pattern PHC = Pattern.compile("\\$pbkdf2-(?<hash>sha1|sha256|sha512)"
            + "\\$i=(?<i>[1-9][0-9]{0,6})(,l=(?<l>[1-9][0-9]?))?"
            + "\\$(?<salt>[A-Za-z0-9+/]{11,86})\\$(?<tag>[A-Za-z0-9+/]{22,86})");

    private static final int SHORTEST_TAG = 16;

    private final Function function;
    private final int iterations;
    private final byte[] salt;
    private final byte[] tag;

    private Pbkdf2Hash(Function function, int iterations, byte[] salt, byte[] tag) {
        this.function = function;
        this.iterations = iterations;
        this.salt = salt;
        this.tag = tag;
    }

    static Optional<Pbkdf2Hash> parse(String phc) {
        Matcher parts = PHC.matcher(phc);
        if (!parts.matches()) {
            return Optional.empty();
        }
        Function function = requireNonNull(FUNCTIONS.get(parts.group("hash")));
        try {
            Pbkdf2Hash hash = new Pbkdf2Hash(
                    function,
                    Integer.parseInt(parts.group("i")),
                    Base64.getDecoder().decode(parts.group("salt")),
                    Base64.getDecoder().decode(parts.group("tag")));
            return Optional.of(hash)
                    .filter(Pbkdf2Hash::isAffordable)
                    .filter(read -> parts.group("l") == null || Integer.parseInt(parts.group("l")) == read.tag.length);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean matches(Secret password) {
        PKCS5S2ParametersGenerator generator =
                new PKCS5S2ParametersGenerator(function.digest().get());
        generator.init(password.reveal().getBytes(UTF_8), salt, iterations);
        KeyParameter computed = (KeyParameter) generator.generateDerivedMacParameters(8 * tag.length);
        return MessageDigest.isEqual(tag, computed.getKey());
    }

    @Override
    public String toString() {
        return "Pbkdf2Hash[…]";
    }

    /** Each block of the tag costs all iterations again, so there is one. */
    private boolean isAffordable() {
        return iterations <= function.mostIterations()
                && tag.length >= SHORTEST_TAG
                && tag.length <= function.digest().get().getDigestSize();
    }

    private record Function(Supplier<ExtendedDigest> digest, int mostIterations) {}
}
