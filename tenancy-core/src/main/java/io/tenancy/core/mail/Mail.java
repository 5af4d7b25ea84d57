package io.tenancy.core.mail;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;
import java.time.Instant;

/** A message to a person. Sealed, so that a sender has words for each kind. */
public sealed interface Mail {
    /** The address it goes to. */
    String to();

    /** The name of the person. */
    String name();

    /** The slug of the tenant in which it was caused. */
    String tenant();

    /** Asks a person to join a tenant with a one-time token. */
    record Invitation(String to, String name, String tenant, String tenantName, Secret token, Instant expiresAt)
            implements Mail {
        public Invitation {
            requireNonNull(to);
            requireNonNull(name);
            requireNonNull(tenant);
            requireNonNull(tenantName);
            requireNonNull(token);
            requireNonNull(expiresAt);
        }
    }
}
