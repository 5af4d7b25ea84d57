package io.tenancy.core.account;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.mail.Letterhead;
import io.tenancy.core.setting.SettingKeys;
import io.tenancy.core.setting.SettingValues;
import io.tenancy.core.tenant.TenantScope;

/** How the messages of a tenant look, by what it has set. */
public final class Letterheads {
    private final SettingValues values;

    public Letterheads(SettingValues values) {
        this.values = requireNonNull(values);
    }

    Letterhead of(TenantScope scope) {
        return new Letterhead(
                scope.slug(),
                scope.name(),
                values.of(scope, SettingKeys.BRAND_COLOR),
                values.of(scope, SettingKeys.LOCALE));
    }
}
