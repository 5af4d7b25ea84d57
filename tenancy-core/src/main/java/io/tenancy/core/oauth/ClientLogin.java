package io.tenancy.core.oauth;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;

/**
 * How a client says who it is (RFC 6749, section 2.3.1).
 *
 * @param id the id of a service account
 * @param secret one of its keys
 */
public record ClientLogin(String id, Secret secret) {
    public ClientLogin {
        requireNonNull(id);
        requireNonNull(secret);
    }
}
