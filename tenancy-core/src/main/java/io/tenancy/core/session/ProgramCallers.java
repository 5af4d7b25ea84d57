package io.tenancy.core.session;

import io.tenancy.core.Secret;
import io.tenancy.core.access.Caller;
import io.tenancy.core.tenant.TenantScope;
import java.util.Optional;

/** Knows the programs of tenants, which are a feature above sessions. */
public interface ProgramCallers {
    /** Whether the text is to be taken for an API key, good or bad. */
    boolean isKey(Secret text);

    /** The program behind an API key, with what it may do now; empty where the key is good for nothing. */
    Optional<Caller> find(Secret key);

    /** The program behind an access token that it got for its key; empty where that key is good for nothing. */
    Optional<Caller> find(TenantScope scope, Bearer.Service bearer);
}
