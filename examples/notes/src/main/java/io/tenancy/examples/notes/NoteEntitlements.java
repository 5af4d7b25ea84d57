package io.tenancy.examples.notes;

import io.tenancy.core.access.Entitlement;
import io.tenancy.core.entitlement.EntitlementSource;
import java.util.List;

/** What plans can include in this service, beside what Tenancy itself limits. */
public final class NoteEntitlements implements EntitlementSource {
    static final Entitlement NOTES = new Entitlement("notes");
    static final Entitlement WRITTEN = new Entitlement("notes_written");

    @Override
    public List<Definition> entitlements() {
        return List.of(
                new Definition(NOTES, Kind.LIMIT, "Notes that there are.", 0),
                new Definition(WRITTEN, Kind.METERED, "Notes that are written, also those that are deleted.", 0));
    }
}
