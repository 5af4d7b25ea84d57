package io.tenancy.core.brand;

import static io.tenancy.core.setting.SettingKeys.BRAND_BACKGROUND;
import static io.tenancy.core.setting.SettingKeys.BRAND_COLOR;
import static io.tenancy.core.setting.SettingKeys.BRAND_NAME;
import static java.util.Objects.requireNonNull;

import io.tenancy.core.setting.SettingValues;
import io.tenancy.core.tenant.TenantScope;
import java.util.Optional;

/** Knows how tenants look: by their settings, and their logos. */
public final class Brands {
    private final SettingValues values;
    private final LogoBook logos;

    public Brands(SettingValues values, LogoBook logos) {
        this.values = requireNonNull(values);
        this.logos = requireNonNull(logos);
    }

    /** How a tenant looks; one that has set no name of its own is called as operators call it. */
    public Brand of(TenantScope scope) {
        String name = values.of(scope, BRAND_NAME);
        return new Brand(
                name.isEmpty() ? scope.name() : name,
                values.of(scope, BRAND_COLOR),
                values.of(scope, BRAND_BACKGROUND),
                logos.digest(scope.id()));
    }

    /** The logo with a digest, for anybody who has that. */
    public Optional<Logo> logo(String digest) {
        return Logo.isDigest(digest) ? logos.find(digest) : Optional.empty();
    }
}
