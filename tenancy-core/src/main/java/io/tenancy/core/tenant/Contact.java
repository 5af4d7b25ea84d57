package io.tenancy.core.tenant;

import io.tenancy.core.Check;

/** The person to write to about a tenant; its first owner until somebody changes it. */
public record Contact(String name, String email) {
    public Contact {
        name = Check.text("contact.name", name, 200);
        email = Check.email("contact.email", email);
    }
}
