package io.tenancy.testkit;

import io.tenancy.core.Secret;
import io.tenancy.core.session.Claims;
import io.tenancy.core.session.Tokens;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Access tokens that only this object understands; clocks do not differ. Safe for use by many threads. */
public final class InMemoryTokens implements Tokens {
    private final Map<String, Claims> issued = new ConcurrentHashMap<>();
    private final InstantSource clock;

    public InMemoryTokens(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Secret issue(Claims claims) {
        String text = "at_" + claims.id();
        issued.put(text, claims);
        return new Secret(text);
    }

    @Override
    public Optional<Claims> verify(Secret token) {
        return Optional.ofNullable(issued.get(token.reveal()))
                .filter(claims -> !clock.instant().isBefore(claims.issuedAt()))
                .filter(claims -> clock.instant().isBefore(claims.expiresAt()));
    }
}
