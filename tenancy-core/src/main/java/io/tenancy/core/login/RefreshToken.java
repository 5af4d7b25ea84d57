package io.tenancy.core.login;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.MasterKey;
import io.tenancy.core.Secret;
import io.tenancy.core.session.SessionId;
import io.tenancy.core.tenant.TenantId;
import io.tenancy.core.tenant.TenantToken;
import java.security.SecureRandom;
import java.util.Optional;

/**
 * A refresh token: a secret of 256 bits, its session, and its generation. The secret of the next generation is the HMAC
 * of this one under the master key. So each generation leads to exactly one other, the database keeps the digest of the
 * youngest and nothing else, and an old token is told from a forged one by following it to the youngest.
 */
final class RefreshToken {
    private static final String PREFIX = "rt_";

    /** The most generations that an old token is followed; at one a minute these are 30 days. */
    private static final int LONGEST_CHAIN = 43_200;

    private final TenantToken token;
    private final int generation;

    private RefreshToken(TenantToken token, int generation) {
        this.token = requireNonNull(token);
        this.generation = generation;
    }

    static RefreshToken first(TenantId tenant, SessionId session, SecureRandom random) {
        return new RefreshToken(TenantToken.fresh(PREFIX, tenant, session.value(), random), 0);
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

    String digest() {
        return token.digest();
    }

    Secret text() {
        return new Secret(token.text().reveal() + "." + generation);
    }

    RefreshToken next(MasterKey key) {
        return new RefreshToken(token.next(key), generation + 1);
    }

    /** This token's descendant of a later generation; empty where that is not later or too far. */
    Optional<RefreshToken> descendant(int later, MasterKey key) {
        if (later < generation || later - generation > LONGEST_CHAIN) {
            return Optional.empty();
        }
        RefreshToken descendant = this;
        while (descendant.generation < later) {
            descendant = descendant.next(key);
        }
        return Optional.of(descendant);
    }
}
