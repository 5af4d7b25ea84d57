package io.tenancy.core.usage;

import java.time.Instant;

/**
 * What was used in an hour, a day or a month.
 *
 * @param from its beginning, in UTC
 */
public record UsagePoint(Instant from, long value) {}
