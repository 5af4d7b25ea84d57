package io.tenancy.server;

import static java.util.Objects.requireNonNull;

import io.tenancy.auth.Auth;
import io.tenancy.core.Cursors;
import io.tenancy.core.access.Gate;
import io.tenancy.core.account.Letterheads;
import io.tenancy.core.brand.BrandService;
import io.tenancy.core.brand.Brands;
import io.tenancy.core.domain.DomainService;
import io.tenancy.core.domain.DomainWatch;
import io.tenancy.core.domain.Hosts;
import io.tenancy.core.domain.TxtRecords;
import io.tenancy.core.setting.Editing;
import io.tenancy.core.setting.Inheritance;
import io.tenancy.core.setting.OwnSettingService;
import io.tenancy.core.setting.PlanSettingService;
import io.tenancy.core.setting.PlatformSettingService;
import io.tenancy.core.setting.SettingBox;
import io.tenancy.core.setting.SettingKeys;
import io.tenancy.core.setting.SettingService;
import io.tenancy.core.setting.SettingValues;
import io.tenancy.core.tenant.TenantDirectory;
import io.tenancy.persistence.Persistence;
import io.tenancy.server.config.Settings;
import io.tenancy.server.dns.JndiTxtRecords;
import java.security.SecureRandom;
import java.time.InstantSource;

/** Settings and what hangs on them, put together. */
final class Customizing {
    private final Persistence stores;
    private final InstantSource clock;
    private final SecureRandom random;
    private final TxtRecords records;
    private final SettingBox box;
    private final SettingValues values;
    private final Brands brands;

    Customizing(Persistence stores, Settings settings, SecureRandom random, InstantSource clock) {
        this.stores = requireNonNull(stores);
        this.random = requireNonNull(random);
        this.records = new JndiTxtRecords(settings.dnsServers());
        this.clock = requireNonNull(clock);
        this.box = Auth.settingBox(settings.masterKey(), random);
        this.values = new SettingValues(
                new Inheritance(
                        stores.knownSettings(), stores.knownSharedSettings(), stores.knownSubscriptions(), clock),
                box);
        this.brands = new Brands(values, stores.logos());
    }

    SettingValues values() {
        return values;
    }

    Letterheads letterheads() {
        return new Letterheads(values, brands, stores.domains());
    }

    /** Looks for proofs of domains again. */
    DomainWatch watch(Gate gate, TenantDirectory directory) {
        return new DomainWatch(gate, directory, stores.domains(), records);
    }

    SettingServices services(Gate gate, Cursors cursors) {
        Inheritance inheritance =
                new Inheritance(stores.settings(), stores.sharedSettings(), stores.subscriptions(), clock);
        Editing editing = new Editing(SettingKeys.installed(), inheritance, box, stores.audit(), cursors);
        return new SettingServices(
                new SettingService(gate, stores.settings(), editing),
                new OwnSettingService(gate, stores.settings(), editing),
                new PlatformSettingService(gate, stores.sharedSettings(), editing),
                new PlanSettingService(gate, stores.plans(), stores.sharedSettings(), editing),
                new BrandService(gate, new Brands(new SettingValues(inheritance, box), stores.logos()), stores.logos()),
                brands,
                new DomainService(gate, stores.domains(), records, random),
                new Hosts(stores.domains(), new TenantDirectory(stores.cachedTenants()), brands));
    }
}
