package io.tenancy.core.apikey;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.Secret;

/** A new key and its text, which nothing else ever shows. */
public record IssuedKey(ApiKey key, Secret secret) {
    public IssuedKey {
        requireNonNull(key);
        requireNonNull(secret);
    }
}
