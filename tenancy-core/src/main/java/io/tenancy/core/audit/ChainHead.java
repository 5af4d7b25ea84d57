package io.tenancy.core.audit;

/** The end of a chain: how many links it has, and the digest of the last one, in hexadecimal. */
public record ChainHead(long sequence, String digest) {
    /** The end of a chain without a link. */
    public static final ChainHead START = new ChainHead(0, "0".repeat(64));
}
