package io.tenancy.examples.notes;

import io.tenancy.core.usage.MeterDefinition;
import io.tenancy.core.usage.MeterSource;
import java.util.List;

/** What this service measures, beside the requests that Tenancy counts. */
public final class NoteMeters implements MeterSource {
    /** It counts the entitlement of its name. */
    static final MeterDefinition WRITTEN = new MeterDefinition(
            NoteEntitlements.WRITTEN.name(), Aggregation.COUNT, MeterDefinition.VALUE, "Notes that were written.");

    @Override
    public List<MeterDefinition> meters() {
        return List.of(WRITTEN);
    }
}
