package io.tenancy.core.account;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.brand.Brand;
import io.tenancy.core.brand.Brands;
import io.tenancy.core.mail.Letterhead;
import io.tenancy.core.setting.SettingKeys;
import io.tenancy.core.setting.SettingValues;
import io.tenancy.core.tenant.TenantScope;

/** How the messages of a tenant look, by what it has set. */
public final class Letterheads {
    private final SettingValues values;
    private final Brands brands;

    public Letterheads(SettingValues values, Brands brands) {
        this.values = requireNonNull(values);
        this.brands = requireNonNull(brands);
    }

    Letterhead of(TenantScope scope) {
        Brand brand = brands.of(scope);
        return new Letterhead(
                scope.slug(),
                brand.name(),
                brand.color(),
                brand.background(),
                brand.logo(),
                values.of(scope, SettingKeys.LOCALE));
    }
}
