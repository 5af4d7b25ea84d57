package io.tenancy.core.entitlement;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.access.Entitlement;
import java.util.List;

/**
 * The entitlements of an application, which join Tenancy's own. Each source on the class path is found by {@link
 * java.util.ServiceLoader}, once: what can be included is a property of the code that runs.
 */
public interface EntitlementSource {
    /** What plans of this application can include, each once and none that is known already. */
    List<Definition> entitlements();

    /** What is said of an entitlement in a plan. */
    enum Kind {
        /** Whether a feature is on; off where a plan says nothing of it. */
        FEATURE,
        /** The most that there may be of something at a time; no limit where a plan says nothing of it. */
        LIMIT,
        /** How much may be used of something in a period; no limit where a plan says nothing of it. */
        METERED
    }

    /**
     * An entitlement.
     *
     * @param meaning a sentence that says what is limited
     * @param least the smallest limit that makes sense; 0 for a feature
     */
    record Definition(Entitlement entitlement, Kind kind, String meaning, long least) {
        public Definition {
            requireNonNull(entitlement);
            requireNonNull(kind);
            if (meaning.isBlank() || least < 0) {
                throw new IllegalArgumentException("The entitlement " + entitlement + " has no meaning.");
            }
        }
    }
}
