package io.tenancy.core.subscription;

import io.tenancy.core.Version;
import io.tenancy.core.Versioned;

/** The state of a subscription that is not there yet. */
enum Nothing implements Versioned {
    YET;

    @Override
    public Version tag() {
        return Version.of(0);
    }
}
