package io.tenancy.core.role;

import io.tenancy.core.Check;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.access.Permission;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What it takes to make a custom role. */
public record NewRole(String name, String description, Set<Permission> permissions, Set<String> inherits) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{1,39}");

    public NewRole(
            @Nullable String name,
            @Nullable String description,
            @Nullable Set<Permission> permissions,
            @Nullable Set<String> inherits) {
        this.name = checked(name);
        this.description = Check.optionalText("description", description, 500);
        this.permissions = RoleChange.known(Check.present("permissions", permissions));
        this.inherits = inherits == null ? Set.of() : RoleChange.few(inherits);
    }

    private static String checked(@Nullable String value) {
        String name = Check.text("name", value, 40);
        if (!NAME.matcher(name).matches()) {
            throw new Invalid(
                    "name",
                    "name.malformed",
                    "The name of a role has 2 to 40 characters of a-z, 0-9, _ and -, and starts with a letter.");
        }
        if (BuiltInRole.named(name).isPresent()) {
            throw new Invalid("name", "name.reserved", "This is the name of a built-in role.");
        }
        return name;
    }
}
