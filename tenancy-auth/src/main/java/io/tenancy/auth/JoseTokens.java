package io.tenancy.auth;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;
import io.tenancy.core.access.Assurance;
import io.tenancy.core.access.Permission;
import io.tenancy.core.session.Bearer;
import io.tenancy.core.session.Claims;
import io.tenancy.core.session.Tokens;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Access tokens by RFC 9068 on jose4j, which signs and verifies; what else a token has to be is checked around it. */
final class JoseTokens implements Tokens {
    private static final System.Logger LOG = System.getLogger(JoseTokens.class.getName());

    private final KeyRing keys;
    private final TokenSettings settings;
    private final ClaimsReader reader;

    JoseTokens(KeyRing keys, TokenSettings settings, InstantSource clock) {
        this.keys = requireNonNull(keys);
        this.settings = requireNonNull(settings);
        this.reader = new ClaimsReader(settings, clock);
    }

    @Override
    public Secret issue(Claims claims) {
        UsableKey key = keys.signer();
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmHeaderValue(key.algorithm());
        jws.setKeyIdHeaderValue(key.kid());
        jws.setHeader("typ", "at+jwt");
        jws.setPayload(written(claims).toJson());
        jws.setKey(key.privateKey());
        try {
            return new Secret(jws.getCompactSerialization());
        } catch (JoseException e) {
            throw new IllegalStateException("An access token cannot be signed.", e);
        }
    }

    @Override
    public Optional<Claims> verify(Secret token) {
        try {
            return Optional.of(read(token.reveal()));
        } catch (Refused e) {
            LOG.log(Level.DEBUG, () -> "An access token is refused: " + e.getMessage() + ".");
            return Optional.empty();
        }
    }

    private JwtClaims written(Claims claims) {
        JwtClaims written = new JwtClaims();
        written.setIssuer(settings.issuer());
        written.setAudience(settings.audience());
        written.setExpirationTime(NumericDate.fromSeconds(claims.expiresAt().getEpochSecond()));
        written.setIssuedAt(NumericDate.fromSeconds(claims.issuedAt().getEpochSecond()));
        written.setJwtId(claims.id().toString());
        written.setSubject(claims.bearer().subject().toString());
        written.setStringClaim("tenant_id", claims.tenant().value().toString());
        written.setStringListClaim("roles", List.copyOf(new TreeSet<>(claims.roles())));
        write(written, claims.bearer());
        return written;
    }

    private void write(JwtClaims written, Bearer bearer) {
        if (bearer instanceof Bearer.Person person) {
            written.setStringClaim("client_id", settings.clientId());
            written.setStringClaim("sid", person.session().value().toString());
            write(written, person.assurance());
        } else if (bearer instanceof Bearer.Support support) {
            written.setStringClaim("client_id", settings.clientId());
            written.setStringClaim("sid", support.visit().toString());
            written.setClaim("act", Map.of("sub", support.operator().value().toString()));
            write(written, support.assurance());
        } else if (bearer instanceof Bearer.Service service) {
            written.setStringClaim("client_id", service.account().toString());
            written.setStringClaim("key_id", service.key().toString());
            written.setStringClaim(
                    "scope",
                    service.scope().stream().map(Permission::name).sorted().collect(Collectors.joining(" ")));
        }
    }

    private static void write(JwtClaims written, Assurance assurance) {
        written.setStringListClaim("amr", List.copyOf(assurance.references()));
        written.setStringClaim("acr", assurance.level());
        written.setNumericDateClaim(
                "auth_time", NumericDate.fromSeconds(assurance.at().getEpochSecond()));
    }

    private Claims read(String token) throws Refused {
        Envelope envelope = Envelope.read(token);
        UsableKey key = keys.find(envelope.kid()).orElseThrow(() -> new Refused("no key has this kid"));
        if (!envelope.algorithm().equals(key.algorithm())) {
            throw new Refused("the alg is not the one of the key");
        }
        return reader.read(StrictJson.object(verified(token, key), "payload"));
    }

    /** The payload, once its signature holds. */
    private static byte[] verified(String token, UsableKey key) throws Refused {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, key.algorithm()));
        jws.setKey(key.publicKey());
        try {
            jws.setCompactSerialization(token);
            if (!jws.verifySignature()) {
                throw new Refused("the signature is wrong");
            }
            return jws.getPayloadBytes();
        } catch (JoseException e) {
            throw new Refused("the signature cannot be checked");
        }
    }
}
