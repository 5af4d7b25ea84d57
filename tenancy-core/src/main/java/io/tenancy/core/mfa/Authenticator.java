package io.tenancy.core.mfa;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * A user's authenticator app. A new one takes the place of the old one when it has shown its first code.
 *
 * @param key the secret that the app and we share, sealed by the {@link KeyBox}
 * @param since when the app has shown its first code
 * @param pendingKey the sealed secret of an app that has yet to show its first code
 */
public record Authenticator(Optional<String> key, Optional<Instant> since, Optional<String> pendingKey) {
    public Authenticator {
        requireNonNull(key);
        requireNonNull(since);
        requireNonNull(pendingKey);
    }

    @Override
    public String toString() {
        return "Authenticator[since=" + since + "]";
    }
}
