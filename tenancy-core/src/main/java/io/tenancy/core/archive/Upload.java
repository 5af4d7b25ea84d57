package io.tenancy.core.archive;

import io.tenancy.core.TenancyException.Invalid;

/** An archive that is sent, read once from its beginning to its end. */
public interface Upload {
    /**
     * What it says of itself, which comes first.
     *
     * @throws Invalid if it is no archive
     */
    Manifest manifest();

    /**
     * The next file, of which no more is read than the manifest says.
     *
     * @throws Invalid if it is not this one, or is longer
     */
    byte[] next(Part expected);

    /**
     * Refuses what comes behind the last file.
     *
     * @throws Invalid if there is another one
     */
    void end();
}
