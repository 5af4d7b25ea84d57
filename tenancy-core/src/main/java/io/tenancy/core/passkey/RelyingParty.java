package io.tenancy.core.passkey;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * For whom passkeys are made.
 *
 * @param id the domain that they are good for, with everything below it
 * @param name what authenticators call it
 * @param origins the pages that may use them, as {@code https://app.example.com}
 */
public record RelyingParty(String id, String name, Set<String> origins) {
    public RelyingParty {
        requireNonNull(id);
        requireNonNull(name);
        origins = Set.copyOf(origins);
        if (origins.isEmpty()) {
            throw new IllegalArgumentException("There is a page at least that uses passkeys.");
        }
    }
}
