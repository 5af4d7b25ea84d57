package io.tenancy.core.credential;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;
import io.tenancy.core.access.Work;
import io.tenancy.core.credential.OneTimeToken.Purpose;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.core.tenant.TenantScope;
import io.tenancy.core.tenant.TenantToken;
import io.tenancy.core.user.UserId;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;

/** Makes one-time tokens, each for one tenant, one user and one purpose, and takes them back once. */
public final class Vouchers {
    private final OneTimeTokenStore tokens;
    private final SecureRandom random;
    private final TokenLives lives;

    public Vouchers(OneTimeTokenStore tokens, SecureRandom random, TokenLives lives) {
        this.tokens = requireNonNull(tokens);
        this.random = requireNonNull(random);
        this.lives = requireNonNull(lives);
    }

    /** A token as its holder gets it. */
    public record Voucher(Secret token, Instant expiresAt) {
        public Voucher {
            requireNonNull(token);
            requireNonNull(expiresAt);
        }
    }

    /** A token that somebody shows, the tenant that it is in, and what is known of it there. */
    public record Shown(TenantScope scope, TenantToken token, OneTimeToken known) {
        public Shown {
            requireNonNull(scope);
            requireNonNull(token);
            requireNonNull(known);
        }
    }

    /** Makes a token in place of every older one of the user for this purpose. */
    public Voucher issue(Work work, UserId user, Purpose purpose, Optional<String> address) {
        TenantToken token = TenantToken.fresh(purpose.prefix(), work.scope().id(), work.newId(), random);
        Instant expiresAt = work.now().plus(lives.of(purpose));
        tokens.put(work.scope(), new OneTimeToken(token.id(), user, purpose, token.digest(), expiresAt, address));
        return new Voucher(token.text(), expiresAt);
    }

    /** What is known of a token, without taking it; empty for every token that is not good, whyever. */
    public Optional<Shown> look(TenantDirectory directory, Purpose purpose, Secret text, Instant now) {
        return TenantToken.parse(purpose.prefix(), text)
                .flatMap(token -> directory
                        .enterToVerify(token.tenant())
                        .flatMap(scope -> tokens.peek(scope, token.id(), purpose, token.digest(), now)
                                .map(known -> new Shown(scope, token, known))));
    }

    /** Takes a token for good; empty where somebody was faster. */
    public Optional<OneTimeToken> take(Work work, Shown shown) {
        return tokens.take(
                work.scope(),
                shown.token().id(),
                shown.known().purpose(),
                shown.token().digest(),
                work.now());
    }

    /** Voids every token of a user. */
    public void revokeAll(Work work, UserId user) {
        tokens.removeAll(work.scope(), user);
    }
}
