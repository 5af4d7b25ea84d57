package io.tenancy.core.passkey;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Version;
import io.tenancy.core.Versioned;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What somebody sees of a passkey of theirs.
 *
 * @param name what they call it
 * @param credentialId how authenticators know it, in base64url
 * @param transports how the authenticator can be reached, as its browser says
 * @param aaguid the model of the authenticator, which nobody attests; all zeros where it does not say
 * @param backupEligible whether it can be on several devices
 * @param backedUp whether it was when it was last used
 */
public record Passkey(
        PasskeyId id,
        String name,
        String credentialId,
        List<String> transports,
        UUID aaguid,
        boolean backupEligible,
        boolean backedUp,
        Instant createdAt,
        Optional<Instant> lastUsedAt)
        implements Versioned {
    public Passkey {
        requireNonNull(id);
        requireNonNull(name);
        requireNonNull(credentialId);
        transports = List.copyOf(transports);
        requireNonNull(aaguid);
        requireNonNull(createdAt);
        requireNonNull(lastUsedAt);
    }

    /** The same by another name. */
    public Passkey named(String wanted) {
        return new Passkey(
                id, wanted, credentialId, transports, aaguid, backupEligible, backedUp, createdAt, lastUsedAt);
    }

    /** That of the name: a use is no change. */
    @Override
    public Version tag() {
        return Version.ofContent(id.value(), name);
    }
}
