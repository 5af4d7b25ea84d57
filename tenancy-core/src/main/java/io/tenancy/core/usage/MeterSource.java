package io.tenancy.core.usage;

import java.util.List;

/**
 * The meters of an application, which join Tenancy's own. Each source on the class path is found by {@link
 * java.util.ServiceLoader}, once. A meter counts the metered entitlement of its name, where there is one.
 */
public interface MeterSource {
    /** What this application measures, each once and none that is known already. */
    List<MeterDefinition> meters();

    /** What becomes of the events of an hour, a day or a month. */
    enum Aggregation {
        /** The sum of their values, which may be negative. */
        SUM,
        /** Their number. */
        COUNT,
        /** The greatest of their values. */
        MAX,
        /** The number of different texts in them. */
        UNIQUE,
        /** The value of the last of them; of two at the same time the greater. */
        LATEST
    }
}
