package io.tenancy.server;

import static java.util.Objects.requireNonNull;

/**
 * A pool of connections at one moment.
 *
 * @param waiting how many callers wait for a connection
 * @param max the most connections that it may have
 */
public record PoolUse(String store, String role, int active, int idle, int waiting, int max) {
    public PoolUse {
        requireNonNull(store);
        requireNonNull(role);
    }
}
