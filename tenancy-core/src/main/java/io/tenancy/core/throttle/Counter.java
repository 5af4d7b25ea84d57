package io.tenancy.core.throttle;

import static java.util.Objects.requireNonNull;

/**
 * What failures are counted of. Both texts are keyed digests: whoever reads them learns neither of whom nor of where.
 *
 * @param digest of a subject, of a subject at one address, or of an address
 * @param subject of the subject alone, by which all of its counters are found
 */
public record Counter(String digest, String subject) {
    public Counter {
        requireNonNull(digest);
        requireNonNull(subject);
    }
}
