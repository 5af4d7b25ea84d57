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
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Access tokens by RFC 9068, signed by the active key of a ring and verified under any key of it. */
final class JoseTokens implements Tokens {
    private static final System.Logger LOG = System.getLogger(JoseTokens.class.getName());

    private final KeyRing keys;
    private final TokenSettings settings;
    private final TokenVerifier verifier;

    JoseTokens(KeyRing keys, TokenSettings settings, InstantSource clock) {
        this.keys = requireNonNull(keys);
        this.settings = requireNonNull(settings);
        ClaimsReader reader = new ClaimsReader(settings.issuer(), settings.audience(), settings.clientId()::equals);
        this.verifier = new TokenVerifier(keys::find, reader, settings.leeway(), clock);
    }

    @Override
    public Secret issue(Claims claims) {
        UsableKey key = keys.signer();
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmHeaderValue(key.algorithm().header());
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
        Verdict verdict = verifier.verify(token.reveal());
        if (verdict instanceof Verdict.Accepted accepted) {
            return Optional.of(accepted.claims());
        }
        String reason = ((Verdict.Refused) verdict).text();
        LOG.log(Level.DEBUG, () -> "An access token is refused: " + reason + ".");
        return Optional.empty();
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
}
