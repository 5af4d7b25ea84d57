package io.tenancy.core.archive;

import static java.util.Objects.requireNonNull;

import java.util.Iterator;
import java.util.function.Function;

/**
 * The files of an archive, read one at a time while they are taken.
 *
 * @param parts the manifest, then the others
 * @param content what is in a file
 */
public record Download(Archive archive, Iterator<Part> parts, Function<Part, byte[]> content) {
    public Download {
        requireNonNull(archive);
        requireNonNull(parts);
        requireNonNull(content);
    }
}
