package io.tenancy.core.group;

import io.tenancy.core.Check;
import io.tenancy.core.TenancyException.Invalid;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What it takes to make a group. */
public record NewGroup(String name, String description, Set<String> roles) {
    private static final int MOST_ROLES = 20;

    public NewGroup(@Nullable String name, @Nullable String description, @Nullable Set<String> roles) {
        this.name = Check.text("name", name, 100);
        this.description = Check.optionalText("description", description, 500);
        this.roles = roles == null ? Set.of() : checked(roles);
    }

    /** The names of up to 20 roles. */
    static Set<String> checked(Set<String> roles) {
        if (roles.size() > MOST_ROLES) {
            throw new Invalid("roles", "roles.count", "A group has at most " + MOST_ROLES + " roles.");
        }
        roles.forEach(name -> Check.text("roles", name, 40));
        return Set.copyOf(roles);
    }
}
