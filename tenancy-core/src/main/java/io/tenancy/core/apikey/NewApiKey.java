package io.tenancy.core.apikey;

import io.tenancy.core.Check;
import io.tenancy.core.TenancyException.Invalid;
import io.tenancy.core.access.Permission;
import io.tenancy.core.access.Permissions;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What it takes to make a key.
 *
 * @param scopes what it is to allow, which its maker may do and its owner too
 * @param expiresInDays its life; that of the deployment if absent
 */
public record NewApiKey(String name, Set<Permission> scopes, Optional<Integer> expiresInDays) {
    public NewApiKey(@Nullable String name, @Nullable Set<Permission> scopes, Optional<Integer> expiresInDays) {
        this.name = Check.text("name", name, 100);
        this.scopes = known(Check.present("scopes", scopes));
        this.expiresInDays = expiresInDays;
    }

    private static Set<Permission> known(Set<Permission> scopes) {
        if (scopes.isEmpty()) {
            throw new Invalid("scopes", "scopes.missing", "A key allows one thing at least.");
        }
        if (!Permissions.all().containsAll(scopes)) {
            throw new Invalid("scopes", "scopes.unknown", "There is no permission of one of these names.");
        }
        return Set.copyOf(scopes);
    }
}
