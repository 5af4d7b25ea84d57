package io.tenancy.core.audit;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.tenant.TenantId;
import java.util.UUID;

/**
 * The place of an entry in the chain of its tenant.
 *
 * @param sequence from 1, without a gap
 * @param details the SHA-256 of what may be about a person, in hexadecimal
 * @param digest the SHA-256 of the entry, its place, and the link before, in hexadecimal
 */
public record ChainLink(long sequence, UUID entry, String details, String digest) {
    public ChainLink {
        requireNonNull(entry);
        requireNonNull(details);
        requireNonNull(digest);
    }

    /** The link that continues a chain. */
    static ChainLink after(ChainHead previous, TenantId tenant, Sealable sealable) {
        String details = sealable.details();
        return new ChainLink(
                previous.sequence() + 1, sealable.entry().id(), details, sealable.digest(tenant, previous, details));
    }

    ChainHead head() {
        return new ChainHead(sequence, digest);
    }
}
