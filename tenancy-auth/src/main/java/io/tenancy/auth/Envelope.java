package io.tenancy.auth;

import io.tenancy.auth.Verdict.Reason;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the outside of a token says, before its signature is checked: a compact JWS (RFC 7515, section 7.1) in its only
 * spelling, with a header of {@code alg}, {@code kid} and {@code typ} and nothing else (RFC 8725, sections 3.1 and 3.10).
 */
record Envelope(String algorithm, String kid, int signatureBytes) {
    /** The most characters of a token. */
    static final int LONGEST = 8_192;

    private static final Set<String> HEADER = Set.of("alg", "kid", "typ");

    /** Media types are compared without case (RFC 2045), which in Java's patterns is that of ASCII alone. */
    private static final Pattern TYPE = Pattern.compile("(application/)?at\\+jwt", Pattern.CASE_INSENSITIVE);

    static Envelope read(String token) throws NotAccepted {
        if (token.length() > LONGEST) {
            throw new NotAccepted(Reason.SHAPE, "it is too long");
        }
        List<String> parts = Arrays.asList(token.split("\\.", -1));
        if (parts.size() != 3) {
            throw new NotAccepted(Reason.SHAPE, "it does not have three parts");
        }
        byte[] header = decode(parts.get(0), "header");
        decode(parts.get(1), "payload");
        int signatureBytes = decode(parts.get(2), "signature").length;
        return ofHeader(header(header), signatureBytes);
    }

    private static Map<String, Object> header(byte[] json) throws NotAccepted {
        try {
            return StrictJson.object(json);
        } catch (IllegalArgumentException e) {
            throw new NotAccepted(Reason.HEADER, "of the header, " + e.getMessage());
        }
    }

    private static Envelope ofHeader(Map<String, Object> header, int signatureBytes) throws NotAccepted {
        if (!header.keySet().equals(HEADER)) {
            throw new NotAccepted(Reason.HEADER, "the header does not have exactly alg, kid and typ");
        }
        if (!TYPE.matcher(text(header, "typ")).matches()) {
            throw new NotAccepted(Reason.HEADER, "the typ is not at+jwt");
        }
        return new Envelope(text(header, "alg"), text(header, "kid"), signatureBytes);
    }

    private static String text(Map<String, Object> header, String name) throws NotAccepted {
        return Optional.ofNullable(header.get(name))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .orElseThrow(() -> new NotAccepted(Reason.HEADER, "the " + name + " is not a string"));
    }

    /** Of all spellings of the same bytes the decoder must take but one: alphabet, no padding, no spare bits. */
    private static byte[] decode(String part, String what) throws NotAccepted {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            if (bytes.length > 0
                    && Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(bytes)
                            .equals(part)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new NotAccepted(Reason.SHAPE, "the " + what + " is not base64url");
        }
        throw new NotAccepted(Reason.SHAPE, "the " + what + " is not in canonical base64url");
    }
}
