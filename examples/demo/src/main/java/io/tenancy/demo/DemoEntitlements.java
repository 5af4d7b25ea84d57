package io.tenancy.demo;

import io.tenancy.core.access.Entitlement;
import io.tenancy.core.entitlement.EntitlementSource;
import java.util.List;

/** What plans of the demo include beside what Tenancy itself limits, as an application's own would. */
public final class DemoEntitlements implements EntitlementSource {
    /** A feature that a flag of the same name asks for. */
    static final Entitlement INSIGHTS = new Entitlement("insights");

    @Override
    public List<Definition> entitlements() {
        return List.of(new Definition(INSIGHTS, Kind.FEATURE, "Reports about what people do.", 0));
    }
}
