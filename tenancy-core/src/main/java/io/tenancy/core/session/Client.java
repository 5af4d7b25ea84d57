package io.tenancy.core.session;

import io.tenancy.core.access.Origin;
import java.util.Optional;

/** From where somebody signs in, as far as it is known; shown to the user and the audit trail, never trusted. */
public record Client(Optional<String> address, Optional<String> userAgent) {
    public Client {
        address = address.map(Origin::shown);
        userAgent = userAgent.map(Origin::shown);
    }
}
