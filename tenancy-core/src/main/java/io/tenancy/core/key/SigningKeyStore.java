package io.tenancy.core.key;

import io.tenancy.core.key.SigningKey.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The signing keys of the deployment, shared by all nodes. Not inside a tenant. There is one active key at most, and one
 * next key at most, whatever nodes do at the same time; each change is one step, which happens whole or not at all.
 */
public interface SigningKeyStore {
    /** Every key, the youngest first. */
    List<SigningKey> list();

    /** Adds the first active key. Returns false, and adds nothing, where there is an active key already. */
    boolean addFirst(SigningKey key);

    /** Adds a next key. Returns false, and adds nothing, where there is one already. */
    boolean addNext(SigningKey key);

    /** Makes the active key retired and the next one active. Returns false where it is not the next, or none is active. */
    boolean rotate(String next, Instant at);

    /**
     * Removes a key. Where it was the active one, the next one is active in the same step, if there is one. Answers the state
     * that the key was in; empty where there is no such key.
     */
    Optional<State> revoke(String kid, Instant at);

    /** Removes the keys that are retired since before that time, and says how many. */
    int removeRetired(Instant before);
}
