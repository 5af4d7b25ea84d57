package io.tenancy.auth;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What somebody without the key can make out of one valid token, each under a name of its own. */
final class TokenMutations {
    private static final List<String> ALGORITHMS = List.of(
            "ES256",
            "none",
            "None",
            "NONE",
            "nOnE",
            "HS256",
            "HS384",
            "HS512",
            "RS256",
            "PS256",
            "ES384",
            "ES512",
            "ES256K",
            "EdDSA",
            "es256",
            "ES256 ",
            "",
            "dir",
            "A256GCM",
            "ECDH-ES",
            "RSA-OAEP");

    private static final BigInteger ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

    private final TokenFixture fixture;
    private final String header;
    private final String[] parts;
    private final String token;
    private final Map<String, String> all = new LinkedHashMap<>();

    private TokenMutations(TokenFixture fixture) {
        this.fixture = fixture;
        this.token = fixture.tokens.issue(fixture.claims("ADMIN", "OWNER")).reveal();
        this.parts = token.split("\\.", -1);
        this.header = TokenFixture.text(parts[0]);
    }

    static Map<String, String> of(TokenFixture fixture) throws GeneralSecurityException {
        TokenMutations mutations = new TokenMutations(fixture);
        mutations.flipBits();
        mutations.changeTheShape();
        mutations.respell();
        mutations.changeTheSignature();
        if (fixture.algorithm().equals("ES256")) {
            mutations.changeTheNumbers();
        }
        mutations.changeTheAlgorithm();
        return mutations.all;
    }

    private void add(String name, String mutant) {
        if (all.put(name, mutant) != null) {
            throw new IllegalStateException("Two mutations are named " + name);
        }
    }

    /** Every algorithm but that of the deployment. */
    static List<String> others(TokenFixture fixture) {
        return ALGORITHMS.stream()
                .filter(name -> !name.equals(fixture.algorithm()))
                .toList();
    }

    private void flipBits() {
        for (int part = 0; part < 3; part++) {
            byte[] bytes = TokenFixture.decode(parts[part]);
            for (int i = 0; i < 24; i++) {
                byte[] flipped = bytes.clone();
                int at = i * (bytes.length - 1) / 23;
                flipped[at] ^= (byte) (1 << (i % 8));
                add("bit " + i % 8 + " of byte " + at + " of part " + part, with(part, TokenFixture.encode(flipped)));
            }
        }
    }

    private String with(int part, String text) {
        String[] changed = parts.clone();
        changed[part] = text;
        return String.join(".", changed);
    }

    private void changeTheShape() {
        add("nothing", "");
        add("two dots", "..");
        add("two parts", parts[0] + "." + parts[1]);
        add("no signature", parts[0] + "." + parts[1] + ".");
        add("no payload", with(1, ""));
        add("no header", with(0, ""));
        add("four parts", token + "." + parts[2]);
        add("five parts, as a JWE", token + ".AAAA.AAAA");
        add("trailing dot", token + ".");
        add("leading dot", "." + token);
        add("double dot", parts[0] + ".." + parts[1] + "." + parts[2]);
        add("parts in another order", parts[1] + "." + parts[0] + "." + parts[2]);
        add("the token twice", token + token);
        add("Bearer before it", "Bearer " + token);
        add("quoted", "\"" + token + "\"");
        add("a comma and another token", token + "," + token);
        add(
                "JSON serialization",
                "{\"payload\":\"" + parts[1] + "\",\"protected\":\"" + parts[0] + "\",\"signature\":\"" + parts[2]
                        + "\"}");
        add("8 KiB and a character", "A".repeat(Envelope.LONGEST + 1));
    }

    private void respell() {
        for (String blank : List.of(" ", "\n", "\r\n", "\t", "\u0000", "\u00a0", "=", "==", "%3D", "+", "/", "é")) {
            String name =
                    blank.codePoints().mapToObj(Integer::toHexString).toList().toString();
            add("before it " + name, blank + token);
            add("behind it " + name, token + blank);
            add("behind the header " + name, with(0, parts[0] + blank));
            add("inside the payload " + name, with(1, parts[1].substring(0, 8) + blank + parts[1].substring(8)));
        }
        for (int part = 0; part < 3; part++) {
            byte[] bytes = TokenFixture.decode(parts[part]);
            add(
                    "standard alphabet, padded, part " + part,
                    with(part, Base64.getEncoder().encodeToString(bytes) + (bytes.length % 3 == 0 ? "====" : "")));
            add(
                    "MIME lines in part " + part,
                    with(part, Base64.getMimeEncoder(20, new byte[] {'\n'}).encodeToString(bytes)));
            add("hexadecimal part " + part, with(part, HexFormat.of().formatHex(bytes)));
            add("one character more in part " + part, with(part, parts[part] + "A"));
            add("one character less in part " + part, with(part, parts[part].substring(0, parts[part].length() - 1)));
        }
        if (TokenFixture.decode(parts[2]).length % 3 == 1) {
            spareBits();
        }
    }

    /** A signature of 64 bytes leaves four bits of its last character unused: 15 other spellings of the same bytes. */
    private void spareBits() {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = alphabet.indexOf(parts[2].charAt(parts[2].length() - 1));
        for (int bits = 1; bits < 16; bits++) {
            String other = String.valueOf(alphabet.charAt(last + bits));
            add("spare bits " + bits, with(2, parts[2].substring(0, parts[2].length() - 1) + other));
        }
    }

    private void changeTheSignature() throws GeneralSecurityException {
        byte[] good = TokenFixture.decode(parts[2]);
        signature("one byte less", Arrays.copyOf(good, good.length - 1));
        signature("one byte more", Arrays.copyOf(good, good.length + 1));
        signature("a zero before it", joined(new byte[1], good));
        signature("zeros", new byte[good.length]);
        signature("all ones", filled(good.length));
        signature("twice", joined(good, good));
        signature("of another text", fixture.signature("another"));
        signature("of the payload alone", fixture.signature(parts[1]));
        TokenFixture other = new TokenFixture(fixture.keys.signer().algorithm());
        signature("by another key", other.signature(parts[0] + "." + parts[1]));
    }

    /** What a signature of two numbers can be that one under RSA or Ed25519 cannot. */
    private void changeTheNumbers() throws GeneralSecurityException {
        byte[] good = TokenFixture.decode(parts[2]);
        byte[] zero = new byte[32];
        byte[] r = Arrays.copyOf(good, 32);
        byte[] s = Arrays.copyOfRange(good, 32, 64);
        byte[] order = unsigned(ORDER);
        signature("66 bytes, each half with a zero", joined(joined(new byte[1], r), joined(new byte[1], s)));
        signature("r = 0", joined(zero, s));
        signature("s = 0", joined(r, zero));
        signature("r = n", joined(order, s));
        signature("s = n", joined(r, order));
        signature("r = s = n", joined(order, order));
        signature("r = s = 1", joined(unsigned(BigInteger.ONE), unsigned(BigInteger.ONE)));
        signature("s + n", joined(r, unsigned(new BigInteger(1, s).add(ORDER).mod(BigInteger.TWO.pow(256)))));
        signature("s before r", joined(s, r));
        Signature der = Signature.getInstance("SHA256withECDSA");
        der.initSign(fixture.keys.signer().privateKey());
        der.update((parts[0] + "." + parts[1]).getBytes(US_ASCII));
        signature("in DER", der.sign());
    }

    private void signature(String name, byte[] bytes) {
        add("signature: " + name, with(2, TokenFixture.encode(bytes)));
    }

    private void changeTheAlgorithm() throws GeneralSecurityException {
        for (String algorithm : others(fixture)) {
            String changed = header.replace("\"" + fixture.algorithm() + "\"", "\"" + algorithm + "\"");
            add(
                    "alg " + algorithm + " and no signature",
                    TokenFixture.encode(changed.getBytes(UTF_8)) + "." + parts[1] + ".");
        }
        for (byte[] secret : List.of(
                fixture.keys.signer().publicKey().getEncoded(),
                fixture.keys.jwks().getBytes(UTF_8),
                fixture.keys.signer().kept().publicJwk().getBytes(UTF_8),
                new byte[1])) {
            add(
                    "HS256 with public knowledge as its secret, " + secret.length + " bytes",
                    hmac(secret, "HS256", "HmacSHA256"));
            add(
                    "HS512 with public knowledge as its secret, " + secret.length + " bytes",
                    hmac(secret, "HS512", "HmacSHA512"));
        }
    }

    private String hmac(byte[] secret, String algorithm, String mac) throws GeneralSecurityException {
        String input = TokenFixture.encode(header.replace("\"" + fixture.algorithm() + "\"", "\"" + algorithm + "\"")
                        .getBytes(UTF_8))
                + "." + parts[1];
        Mac hmac = Mac.getInstance(mac);
        hmac.init(new SecretKeySpec(secret, mac));
        return input + "." + TokenFixture.encode(hmac.doFinal(input.getBytes(US_ASCII)));
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[32];
        int length = Math.min(bytes.length, 32);
        System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
        return fixed;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        IntStream.range(0, length).forEach(i -> bytes[i] = (byte) 0xff);
        return bytes;
    }
}
