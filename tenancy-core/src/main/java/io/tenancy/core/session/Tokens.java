package io.tenancy.core.session;

import io.tenancy.core.Secret;
import java.util.Optional;

/** Signs and verifies access tokens. Safe for use by many threads. */
public interface Tokens {
    Secret issue(Claims claims);

    /** The claims of a token whose signature, type, issuer, audience and times all hold; empty for any other text. */
    Optional<Claims> verify(Secret token);
}
