package io.tenancy.server;

import static java.util.Objects.requireNonNull;

import io.tenancy.core.setting.OwnSettingService;
import io.tenancy.core.setting.PlatformSettingService;
import io.tenancy.core.setting.SettingService;

/** The use cases of settings: of tenants, of people, and of the platform. */
public record SettingServices(SettingService tenants, OwnSettingService own, PlatformSettingService platform) {
    public SettingServices {
        requireNonNull(tenants);
        requireNonNull(own);
        requireNonNull(platform);
    }
}
