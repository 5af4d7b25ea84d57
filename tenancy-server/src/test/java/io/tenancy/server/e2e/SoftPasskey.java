package io.tenancy.server.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** An authenticator and its browser, with one passkey: it writes its CBOR itself, and can be told to lie. */
final class SoftPasskey {
    static final String ORIGIN = "http://localhost:8080";

    private static final int PRESENT = 0x01;
    private static final int VERIFIED = 0x04;
    private static final int BACKUP_ELIGIBLE = 0x08;
    private static final int WITH_KEY = 0x40;

    /** What it makes keys of. */
    enum Algorithm {
        ES256("EC", 256, "SHA256withECDSA"),
        EDDSA("Ed25519", 255, "Ed25519"),
        RS256("RSA", 2048, "SHA256withRSA");

        private final String key;
        private final int size;
        private final String signature;

        Algorithm(String key, int size, String signature) {
            this.key = key;
            this.size = size;
            this.signature = signature;
        }
    }

    private final Algorithm algorithm;
    private final KeyPair keys;
    private final byte[] id = new byte[20];
    private String handle = "";
    private String origin = ORIGIN;
    private String domain = "localhost";
    private String type = "";
    private int flags = PRESENT | VERIFIED | BACKUP_ELIGIBLE;
    private long count;
    private boolean isCounting;
    private boolean isTampering;

    SoftPasskey(Algorithm algorithm) {
        this.algorithm = algorithm;
        new SecureRandom().nextBytes(id);
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm.key);
            generator.initialize(algorithm.size);
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    SoftPasskey() {
        this(Algorithm.ES256);
    }

    String id() {
        return text(id);
    }

    /** From now on each use counts, from this number on. */
    SoftPasskey countingFrom(long number) {
        isCounting = true;
        count = number;
        return this;
    }

    SoftPasskey at(String otherOrigin) {
        origin = otherOrigin;
        return this;
    }

    SoftPasskey of(String otherDomain) {
        domain = otherDomain;
        return this;
    }

    SoftPasskey typed(String otherType) {
        type = otherType;
        return this;
    }

    SoftPasskey ownedBy(String otherHandle) {
        handle = otherHandle;
        return this;
    }

    SoftPasskey unverified() {
        flags &= ~VERIFIED;
        return this;
    }

    SoftPasskey absent() {
        flags &= ~PRESENT;
        return this;
    }

    SoftPasskey tampering() {
        isTampering = true;
        return this;
    }

    String handle() {
        return handle;
    }

    /** The same authenticator as it was made, without its lies. */
    SoftPasskey honest() {
        origin = ORIGIN;
        domain = "localhost";
        type = "";
        flags |= PRESENT | VERIFIED;
        isTampering = false;
        return this;
    }

    /** What a browser answers to navigator.credentials.create. */
    ObjectNode made(JsonNode options) {
        handle = options.at("/user/id").asText();
        byte[] clientData = clientData("webauthn.create", options);
        byte[] attested = bytes(
                data(flags | WITH_KEY),
                new byte[16],
                ByteBuffer.allocate(2).putShort((short) id.length).array(),
                id,
                cose());
        byte[] object = bytes(
                new byte[] {(byte) 0xA3},
                cbor("fmt"),
                cbor("none"),
                cbor("attStmt"),
                new byte[] {(byte) 0xA0},
                cbor("authData"),
                cbor(attested));
        return credential(Json.of(
                "clientDataJSON", text(clientData),
                "attestationObject", text(object),
                "publicKeyAlgorithm", -7,
                "transports", List.of("internal")));
    }

    /** What a browser answers to navigator.credentials.get. */
    ObjectNode shown(JsonNode options) {
        count += isCounting ? 1 : 0;
        byte[] clientData = clientData("webauthn.get", options);
        byte[] data = data(flags);
        byte[] signature = signature(bytes(data, digest(clientData)));
        if (isTampering) {
            signature[signature.length - 1] ^= 1;
        }
        return credential(Json.of(
                "clientDataJSON", text(clientData),
                "authenticatorData", text(data),
                "signature", text(signature),
                "userHandle", handle));
    }

    private ObjectNode credential(ObjectNode response) {
        return Json.of(
                "id",
                id(),
                "rawId",
                id(),
                "type",
                "public-key",
                "authenticatorAttachment",
                "platform",
                "clientExtensionResults",
                Json.of(),
                "response",
                response);
    }

    private byte[] clientData(String usual, JsonNode options) {
        return Json.of(
                        "type",
                        type.isEmpty() ? usual : type,
                        "challenge",
                        options.path("challenge").asText(),
                        "origin",
                        origin,
                        "crossOrigin",
                        false)
                .toString()
                .getBytes(UTF_8);
    }

    private byte[] data(int withFlags) {
        return ByteBuffer.allocate(37)
                .put(digest(domain.getBytes(UTF_8)))
                .put((byte) withFlags)
                .putInt((int) count)
                .array();
    }

    private byte[] signature(byte[] data) {
        try {
            Signature signature = Signature.getInstance(algorithm.signature);
            signature.initSign(keys.getPrivate());
            signature.update(data);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The public key by RFC 9053: kind, algorithm and what else belongs to it. */
    private byte[] cose() {
        return switch (algorithm) {
            case ES256 -> {
                ECPublicKey key = (ECPublicKey) keys.getPublic();
                yield bytes(
                        new byte[] {(byte) 0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21},
                        cbor(unsigned(key.getW().getAffineX(), 32)),
                        new byte[] {0x22},
                        cbor(unsigned(key.getW().getAffineY(), 32)));
            }
            case EDDSA -> {
                byte[] key = keys.getPublic().getEncoded();
                yield bytes(
                        new byte[] {(byte) 0xA4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21},
                        cbor(Arrays.copyOfRange(key, key.length - 32, key.length)));
            }
            case RS256 -> {
                RSAPublicKey key = (RSAPublicKey) keys.getPublic();
                yield bytes(
                        new byte[] {(byte) 0xA4, 0x01, 0x03, 0x03, 0x39, 0x01, 0x00, 0x20},
                        cbor(unsigned(key.getModulus(), 256)),
                        new byte[] {0x21},
                        cbor(unsigned(key.getPublicExponent(), 3)));
            }
        };
    }

    private static byte[] unsigned(BigInteger number, int length) {
        byte[] all = number.toByteArray();
        byte[] result = new byte[length];
        int taken = Math.min(all.length, length);
        System.arraycopy(all, all.length - taken, result, length - taken, taken);
        return result;
    }

    /** A text of fewer than 24 characters (RFC 8949, section 3.1). */
    private static byte[] cbor(String text) {
        return bytes(new byte[] {(byte) (0x60 + text.length())}, text.getBytes(US_ASCII));
    }

    private static byte[] cbor(byte[] content) {
        byte[] head = content.length < 24
                ? new byte[] {(byte) (0x40 + content.length)}
                : content.length < 256
                        ? new byte[] {0x58, (byte) content.length}
                        : new byte[] {0x59, (byte) (content.length >> 8), (byte) content.length};
        return bytes(head, content);
    }

    private static byte[] bytes(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] digest(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(byte[] content) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(content);
    }
}
