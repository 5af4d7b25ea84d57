package io.tenancy.core.key;

import java.util.List;

/** The signing keys of the deployment, shared by all nodes. Not inside a tenant. */
public interface SigningKeyStore {
    /** Every key, the youngest first. */
    List<SigningKey> list();

    /** Adds the first active key. Returns false, and adds nothing, where there is an active key already. */
    boolean addFirst(SigningKey key);
}
