package io.tenancy.server;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.brand.BrandService;
import io.tenancy.core.brand.Brands;
import io.tenancy.core.domain.DomainService;
import io.tenancy.core.domain.Hosts;
import io.tenancy.core.setting.OwnSettingService;
import io.tenancy.core.setting.PlanSettingService;
import io.tenancy.core.setting.PlatformSettingService;
import io.tenancy.core.setting.SettingService;

/** The use cases of settings, and of what hangs on them. */
public record SettingServices(
        SettingService tenants,
        OwnSettingService own,
        PlatformSettingService platform,
        PlanSettingService plans,
        BrandService brand,
        Brands brands,
        DomainService domains,
        Hosts hosts) {
    public SettingServices {
        requireNonNull(tenants);
        requireNonNull(own);
        requireNonNull(platform);
        requireNonNull(plans);
        requireNonNull(brand);
        requireNonNull(brands);
        requireNonNull(domains);
        requireNonNull(hosts);
    }
}
