package io.tenancy.auth;

import static java.util.Objects.requireNonNull;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECPoint;
import java.security.spec.EllipticCurve;
import java.util.Optional;
import java.util.stream.Stream;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** What access tokens are signed with. A key is for one algorithm, and verifies no other (RFC 8725, section 3.1). */
public enum TokenAlgorithm {
    /** P-256, which every library knows; the default. */
    ES256(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256),
    RS256(AlgorithmIdentifiers.RSA_USING_SHA256),
    PS256(AlgorithmIdentifiers.RSA_PSS_USING_SHA256),
    /** Ed25519, which not every library knows. */
    EDDSA(AlgorithmIdentifiers.EDDSA);

    /** NIST SP 800-57, part 1: 128 bits of strength, beyond 2030. */
    private static final int RSA_BITS = 3_072;

    private static final int LEAST_RSA_BITS = 2_048;
    private static final int MOST_RSA_BITS = 8_192;

    /** Both are two numbers of 32 bytes (RFC 7518, section 3.4; RFC 8032, section 5.1.6). */
    private static final int CURVE_SIGNATURE = 64;

    private final String header;

    TokenAlgorithm(String header) {
        this.header = requireNonNull(header);
    }

    /** Its name in tokens and keys (RFC 7518, section 3.1; RFC 8037, section 3.1). */
    String header() {
        return header;
    }

    static Optional<TokenAlgorithm> named(String header) {
        return Stream.of(values())
                .filter(algorithm -> algorithm.header.equals(header))
                .findAny();
    }

    /** The algorithm of a key that does not name one; empty where its type leaves a choice. */
    static Optional<TokenAlgorithm> only(PublicJsonWebKey key) {
        return Stream.of(ES256, EDDSA).filter(algorithm -> algorithm.fits(key)).findAny();
    }

    PublicJsonWebKey generate() {
        try {
            return switch (this) {
                case ES256 -> EcJwkGenerator.generateJwk(EllipticCurves.P256);
                case RS256, PS256 -> RsaJwkGenerator.generateJwk(RSA_BITS);
                case EDDSA -> OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
            };
        } catch (JoseException e) {
            throw new IllegalStateException("Every Java platform has P-256, RSA and Ed25519.", e);
        }
    }

    /** Whether the key is of the type, the curve and the size that the algorithm needs. */
    boolean fits(PublicJsonWebKey key) {
        return switch (this) {
            case ES256 ->
                key instanceof EllipticCurveJsonWebKey curve
                        && EllipticCurves.P_256.equals(curve.getCurveName())
                        && isOnCurve(curve.getECPublicKey().getW());
            case RS256, PS256 -> key instanceof RsaJsonWebKey rsa && isStrong(rsa.getRsaPublicKey());
            case EDDSA ->
                key instanceof OctetKeyPairJsonWebKey pair
                        && OctetKeyPairJsonWebKey.SUBTYPE_ED25519.equals(pair.getSubtype());
        };
    }

    /** Whether y² = x³ + ax + b, which neither the library nor the platform makes sure of. */
    private static boolean isOnCurve(ECPoint point) {
        EllipticCurve curve = EllipticCurves.P256.getCurve();
        BigInteger prime = ((ECFieldFp) curve.getField()).getP();
        BigInteger x = point.getAffineX();
        BigInteger y = point.getAffineY();
        BigInteger right = x.pow(3).add(curve.getA().multiply(x)).add(curve.getB());
        return y.pow(2).subtract(right).mod(prime).signum() == 0 && x.compareTo(prime) < 0 && y.compareTo(prime) < 0;
    }

    private static boolean isStrong(RSAPublicKey key) {
        int bits = key.getModulus().bitLength();
        return bits >= LEAST_RSA_BITS
                && bits <= MOST_RSA_BITS
                && key.getPublicExponent().testBit(0)
                && key.getPublicExponent().bitLength() > 1
                && key.getPublicExponent().bitLength() <= Long.SIZE;
    }

    /** How many bytes each signature under the key has. */
    int signatureBytes(PublicKey key) {
        return key instanceof RSAPublicKey rsa ? (rsa.getModulus().bitLength() + 7) / 8 : CURVE_SIGNATURE;
    }
}
