package io.tenancy.core.login;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.MasterKey;
import io.tenancy.core.Secret;
import io.tenancy.core.session.Session;
import io.tenancy.core.session.SessionId;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantToken;
import java.util.Optional;

/**
 * A refresh token: its session, its generation, and a secret of 256 bits that is the HMAC, under the master key, of the
 * session's seed and the generation. So each generation has exactly one token, the database holds none that could be
 * used, and a token of any age is told from a forged one by one HMAC.
 */
final class RefreshToken {
    private static final String PREFIX = "rt_";
    private static final String PURPOSE = "refresh-token";

    private final TenantToken token;
    private final int generation;

    private RefreshToken(TenantToken token, int generation) {
        this.token = requireNonNull(token);
        this.generation = generation;
    }

    /** The one token of a generation of a session. */
    static RefreshToken of(TenantId tenant, Session session, int generation, MasterKey key) {
        String subject =
                session.seed() + " " + tenant.value() + " " + session.id().value() + " " + generation;
        byte[] secret = key.mac(PURPOSE, subject.getBytes(US_ASCII));
        return new RefreshToken(TenantToken.of(PREFIX, tenant, session.id().value(), secret), generation);
    }

    static Optional<RefreshToken> parse(Secret text) {
        String given = text.reveal();
        int dot = given.lastIndexOf('.');
        if (dot < 0 || !given.substring(dot + 1).matches("0|[1-9][0-9]{0,8}")) {
            return Optional.empty();
        }
        int generation = Integer.parseInt(given.substring(dot + 1));
        return TenantToken.parse(PREFIX, new Secret(given.substring(0, dot)))
                .map(token -> new RefreshToken(token, generation));
    }

    TenantId tenant() {
        return token.tenant();
    }

    SessionId session() {
        return new SessionId(token.id());
    }

    int generation() {
        return generation;
    }

    /** Whether this deployment has made the token for the session, at whatever time. */
    boolean isOf(Session session, MasterKey key) {
        return generation <= session.generation()
                && of(tenant(), session, generation, key).text().equals(text());
    }

    Secret text() {
        return new Secret(token.text().reveal() + "." + generation);
    }
}
