package io.tenancy.core.archive;

/** Which ids the rows of an archive have in the tenant that they are written to. */
public enum IdPolicy {
    /** Those that they had. */
    KEEP,
    /** New ones, also wherever one row names another. */
    REMAP
}
