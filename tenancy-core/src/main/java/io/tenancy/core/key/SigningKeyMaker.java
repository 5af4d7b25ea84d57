package io.tenancy.core.key;

import io.tenancy.core.key.SigningKey.State;
import java.time.Instant;

/** Makes signing keys, and knows which of them it would make today. */
public interface SigningKeyMaker {
    /** A new key, encrypted for the catalogue. */
    SigningKey make(State state, Instant at);

    /** Whether this node can sign with a key that is kept: it was encrypted with the node's master key. */
    boolean opens(SigningKey key);

    /** Whether a key is for the algorithm that this deployment signs with. */
    boolean isWanted(SigningKey key);
}
