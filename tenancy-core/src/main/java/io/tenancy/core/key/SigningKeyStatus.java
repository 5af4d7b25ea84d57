package io.tenancy.core.key;

import io.tenancy.core.key.SigningKey.State;
import java.time.Instant;
import java.util.Optional;

/**
 * A signing key as operators see it.
 *
 * @param since since when it is in its state
 * @param until when it leaves its state by itself
 */
public record SigningKeyStatus(
        SigningKeyId id,
        String kid,
        String algorithm,
        State state,
        Instant createdAt,
        Instant since,
        Optional<Instant> until) {
    static SigningKeyStatus of(SigningKey key, KeyPolicy policy) {
        return new SigningKeyStatus(
                SigningKeyId.of(key.kid()),
                key.kid(),
                key.algorithm(),
                key.state(),
                key.createdAt(),
                key.since(),
                policy.end(key));
    }
}
