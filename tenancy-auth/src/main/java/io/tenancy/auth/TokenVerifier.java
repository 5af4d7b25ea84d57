package io.tenancy.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.tenancy.auth.Verdict.Reason;
import io.tenancy.core.Sha256;
import io.tenancy.core.session.Claims;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Verifies access tokens of a Tenancy server, with what the server publishes and without the server: RFC 9068 as RFC 8725
 * recommends, and stricter. Whatever the text, the answer is a {@link Verdict} and never an exception. A token that was
 * verified is remembered, so that its signature is not checked again; its times are, each time. Safe for use by many threads.
 */
public final class TokenVerifier {
    /** How many tokens are remembered at most. */
    private static final int MOST = 20_000;

    private final Function<String, Optional<VerifyingKey>> keys;
    private final ClaimsReader reader;
    private final Duration leeway;
    private final InstantSource clock;
    private final Remembered<ByteBuffer, Verified> verified = new Remembered<>(MOST);

    /** A token whose signature holds, and the key under which it does. */
    private record Verified(Claims claims, Instant begin, VerifyingKey key) {}

    TokenVerifier(
            Function<String, Optional<VerifyingKey>> keys, ClaimsReader reader, Duration leeway, InstantSource clock) {
        this.keys = requireNonNull(keys);
        this.reader = requireNonNull(reader);
        this.leeway = requireNonNull(leeway);
        this.clock = requireNonNull(clock);
    }

    /**
     * A verifier with the keys of a JWK Set, as {@code /.well-known/jwks.json} serves it, or of a single JWK. Keys that
     * may not verify access tokens are left out: those of another type, use or algorithm than ours, shared ones, RSA keys
     * of less than 2,048 bits, and those that show their private half. Make another verifier when the set has changed.
     *
     * @param issuer the base URL of the server
     * @param leeway by how much the clocks may differ; 60 s at most
     * @throws IllegalArgumentException if no key is left, or an argument is none; the message says why
     */
    public static TokenVerifier of(String keys, String issuer, String audience, Duration leeway, InstantSource clock) {
        TokenSettings expected = new TokenSettings(issuer, audience, "any", leeway);
        Map<String, VerifyingKey> known = KeySet.read(keys);
        ClaimsReader reader = new ClaimsReader(expected.issuer(), expected.audience(), client -> !client.isBlank());
        return new TokenVerifier(kid -> Optional.ofNullable(known.get(kid)), reader, leeway, clock);
    }

    /** Says whether a text is an access token that is good now, and if so, what it says. */
    public Verdict verify(String token) {
        try {
            return new Verdict.Accepted(claims(token));
        } catch (NotAccepted e) {
            return e.verdict();
        }
    }

    private Claims claims(String token) throws NotAccepted {
        ByteBuffer digest = ByteBuffer.wrap(digest(token));
        Optional<Verified> known = verified.find(digest).filter(this::isKeyStillGood);
        Verified found = known.isPresent() ? known.get() : read(token);
        requireNow(found);
        if (known.isEmpty()) {
            verified.put(digest, found);
        }
        return found.claims();
    }

    private boolean isKeyStillGood(Verified token) {
        return keys.apply(token.key().kid()).filter(token.key()::equals).isPresent();
    }

    private Verified read(String token) throws NotAccepted {
        Envelope envelope = Envelope.read(token);
        VerifyingKey key =
                keys.apply(envelope.kid()).orElseThrow(() -> new NotAccepted(Reason.KEY, "no key has this kid"));
        Map<String, Object> payload = payload(key.payload(token, envelope));
        Claims claims = reader.read(payload);
        return new Verified(claims, ClaimsReader.begin(payload, claims), key);
    }

    private static Map<String, Object> payload(byte[] json) throws NotAccepted {
        try {
            return StrictJson.object(json);
        } catch (IllegalArgumentException e) {
            throw new NotAccepted(Reason.PAYLOAD, "of the payload, " + e.getMessage());
        }
    }

    private void requireNow(Verified token) throws NotAccepted {
        Instant now = clock.instant();
        if (!token.claims().expiresAt().isAfter(now.minus(leeway))) {
            throw new NotAccepted(Reason.EXPIRED, "it has expired");
        }
        if (token.begin().isAfter(now.plus(leeway))) {
            throw new NotAccepted(Reason.EARLY, "it was issued in the future, or is not good yet");
        }
    }

    private static byte[] digest(String token) throws NotAccepted {
        if (token.length() > Envelope.LONGEST) {
            throw new NotAccepted(Reason.SHAPE, "it is too long");
        }
        return Sha256.of(token.getBytes(UTF_8));
    }
}
