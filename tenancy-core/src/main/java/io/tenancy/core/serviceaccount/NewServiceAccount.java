package io.tenancy.core.serviceaccount;

import io.tenancy.core.Check;
import io.tenancy.core.TenancyException.Invalid;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What it takes to make a service account. */
public record NewServiceAccount(String name, String description, Set<String> roles) {
    private static final int MOST_ROLES = 20;

    public NewServiceAccount(@Nullable String name, @Nullable String description, @Nullable Set<String> roles) {
        this.name = Check.text("name", name, 100);
        this.description = Check.optionalText("description", description, 500);
        this.roles = checked(roles);
    }

    /** The names of 1 to 20 roles. */
    static Set<String> checked(@Nullable Set<String> roles) {
        Set<String> names = Check.present("roles", roles);
        if (names.isEmpty() || names.size() > MOST_ROLES) {
            throw new Invalid("roles", "roles.count", "A service account has 1 to " + MOST_ROLES + " roles.");
        }
        names.forEach(name -> Check.text("roles", name, 40));
        return Set.copyOf(names);
    }
}
