package io.tenancy.core.archive;

import io.tenancy.core.tenant.TenantScope;
import java.util.UUID;

/** What of a journal is about a person. The role that serves requests cannot change it; this is another way, for this alone. */
public interface PersonalEntries {
    /**
     * Erases the details and salts of at most {@code limit} sealed entries that a person, or a program of theirs, made or
     * that are about them, in a transaction of its own. It does so only for a person of whom the journal says that they are erased.
     */
    int erase(TenantScope scope, UUID person, int limit);
}
