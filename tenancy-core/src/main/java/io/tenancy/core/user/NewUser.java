package io.tenancy.core.user;

import io.tenancy.core.Check;
import io.tenancy.core.TenancyException.Invalid;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What it takes to create or invite a user. */
public record NewUser(String email, String name, Set<String> roles) {
    /** The most roles that one user may have. */
    static final int MOST_ROLES = 20;

    public NewUser(@Nullable String email, @Nullable String name, @Nullable Set<String> roles) {
        this.email = Check.email("email", email);
        this.name = Check.text("name", name, 200);
        this.roles = checked(roles);
    }

    /** The names of 1 to 20 roles. */
    static Set<String> checked(@Nullable Set<String> roles) {
        Set<String> names = Check.present("roles", roles);
        if (names.isEmpty() || names.size() > MOST_ROLES) {
            throw new Invalid("roles", "roles.count", "A user has 1 to " + MOST_ROLES + " roles.");
        }
        names.forEach(name -> Check.text("roles", name, 40));
        return Set.copyOf(names);
    }
}
